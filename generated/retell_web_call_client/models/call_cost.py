from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import (
    ABSENT,
    UNSET,
    Model,
    Place,
    Unset,
    leftover,
    list_of,
    mismatch,
    need,
    read_number,
    take,
    to_json,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class CallCost(Model):
    """What a call cost."""

    _NAMES: ClassVar = frozenset(
        {"product_costs", "combined_cost", "total_duration_seconds", "total_duration_unit_price"}
    )

    product_costs: list[_models.ProductCost]
    """The cost of each product."""
    combined_cost: float
    """The cost of all products together."""
    total_duration_seconds: float | Unset = UNSET
    """How long the call took, in seconds."""
    total_duration_unit_price: float | Unset = UNSET
    """The price of a second."""
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
        model.product_costs = need(properties, "product_costs", list_of(_models.ProductCost.from_json), at)
        got = properties.get("combined_cost", ABSENT)
        model.combined_cost = (
            got
            if got.__class__ is float or got.__class__ is int
            else need(properties, "combined_cost", read_number, at)
        )
        got = properties.get("total_duration_seconds", ABSENT)
        model.total_duration_seconds = (
            got
            if got.__class__ is float or got.__class__ is int or got is UNSET
            else take(properties, "total_duration_seconds", read_number, at, odd)
        )
        got = properties.get("total_duration_unit_price", ABSENT)
        model.total_duration_unit_price = (
            got
            if got.__class__ is float or got.__class__ is int or got is UNSET
            else take(properties, "total_duration_unit_price", read_number, at, odd)
        )
        if not properties.keys() <= cls._NAMES:
            leftover(properties, cls._NAMES, at, odd)
        model.additional_properties = odd
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
            "product_costs": to_json(self.product_costs),
            "combined_cost": self.combined_cost,
        }
        if self.total_duration_seconds is not UNSET:
            body["total_duration_seconds"] = self.total_duration_seconds
        if self.total_duration_unit_price is not UNSET:
            body["total_duration_unit_price"] = self.total_duration_unit_price
        return body
