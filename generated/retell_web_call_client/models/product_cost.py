from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    ABSENT,
    UNSET,
    Model,
    Place,
    Unset,
    leftover,
    mismatch,
    need,
    read_bool,
    read_number,
    read_str,
    take,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class ProductCost(Model):
    """What one product cost in a call."""

    _NAMES: ClassVar = frozenset({"product", "cost", "unit_price", "is_transfer_leg_cost"})

    product: str
    """Name of the product."""
    cost: float
    """The cost in this call."""
    unit_price: float | Unset = UNSET
    """The price of one unit."""
    is_transfer_leg_cost: bool | Unset = UNSET
    """Whether it is of the part of the call after its transfer."""
    additional_properties: dict[str, Any] = _attrs_field(factory=dict, repr=_names_alone)
    """What has no attribute: properties that the contract does not know, and those that came in another shape."""

    @classmethod
    def from_json(cls, value: Any, at: Place) -> Self:
        """Read a part of a response."""
        if value.__class__ is not dict:
            raise mismatch(value, at)
        properties: dict[str, Any] = value
        # Not by __init__, nor by a function for each plain value: that would take as long as all the rest.
        model = cls.__new__(cls)
        odd: dict[str, Any] = {}
        got = properties.get("product", ABSENT)
        model.product = got if got.__class__ is str else need(properties, "product", read_str, at)
        got = properties.get("cost", ABSENT)
        model.cost = (
            got if got.__class__ is float or got.__class__ is int else need(properties, "cost", read_number, at)
        )
        got = properties.get("unit_price", ABSENT)
        model.unit_price = (
            got
            if got.__class__ is float or got.__class__ is int or got is UNSET
            else take(properties, "unit_price", read_number, at, odd)
        )
        got = properties.get("is_transfer_leg_cost", ABSENT)
        model.is_transfer_leg_cost = (
            got
            if got.__class__ is bool or got is UNSET
            else take(properties, "is_transfer_leg_cost", read_bool, at, odd)
        )
        if not properties.keys() <= cls._NAMES:
            leftover(properties, cls._NAMES, at, odd)
        model.additional_properties = odd
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
            "product": self.product,
            "cost": self.cost,
        }
        if self.unit_price is not UNSET:
            body["unit_price"] = self.unit_price
        if self.is_transfer_leg_cost is not UNSET:
            body["is_transfer_leg_cost"] = self.is_transfer_leg_cost
        return body
