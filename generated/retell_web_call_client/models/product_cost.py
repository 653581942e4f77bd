from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    Model,
    Place,
    Unset,
    leftover,
    need,
    open_object,
    read_number,
    read_str,
    take_plain,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class ProductCost(Model):
    """What one product cost in a call."""

    _NAMES: ClassVar = frozenset(
        {
            "product",
            "cost",
            "unit_price",
        }
    )

    product: str
    """Name of the product."""
    cost: float
    """The cost in this call."""
    unit_price: float | Unset = UNSET
    """The price of one unit."""
    additional_properties: dict[str, Any] = _attrs_field(factory=dict, repr=_names_alone)
    """What has no attribute: properties that the contract does not know, and those that came in another shape."""

    @classmethod
    def from_json(cls, value: Any, at: Place) -> Self:
        """Read a part of a response."""
        rest = open_object(value, at)
        # Not by __init__: its many keywords would take as long as all the rest.
        model = cls.__new__(cls)
        model.product = need(rest, "product", read_str, at)
        model.cost = need(rest, "cost", read_number, at)
        model.unit_price = take_plain(rest, "unit_price", float, at)
        model.additional_properties = leftover(rest, cls._NAMES, at)
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
        return body
