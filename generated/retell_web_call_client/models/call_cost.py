from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model, UnknownVariant
from .._model import names_alone as _names_alone
from .._writing import to_json
from ..types import (
    items_of,
    lack,
    leftover,
    lenient_list_of,
    mismatch,
    read_number,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class CallCost(Model):
    """Cost of a call.

    Args:
        product_costs: The cost of each product.
        combined_cost: The cost of all products together.
        total_duration_seconds: Duration of the call, in seconds.
        total_duration_unit_price: The price of a second.

    """

    _NAMES: ClassVar = frozenset(
        {"product_costs", "combined_cost", "total_duration_seconds", "total_duration_unit_price"}
    )

    product_costs: list[_models.ProductCost | UnknownVariant] | Unset
    """The cost of each product."""
    combined_cost: float | Unset
    """The cost of all products together."""
    total_duration_seconds: float | Unset = UNSET
    """Duration of the call, in seconds."""
    total_duration_unit_price: float | Unset = UNSET
    """The price of a second."""
    additional_properties: dict[str, Any] = _attrs_field(factory=AdditionalProperties, repr=_names_alone)
    """Properties without an attribute: the contract does not describe them, or their values have the wrong type."""

    @classmethod
    def from_json(cls, value: Any, at: Place) -> Self:
        """Read a part of a response."""
        if value.__class__ is not dict:
            raise mismatch(value, at)
        properties: dict[str, Any] = value
        # Neither __init__ nor a function for each plain value: that would double the time of reading.
        model = cls.__new__(cls)
        model._extra = None
        if len(properties) == 4:  # probably all of them
            try:
                got_1 = properties["product_costs"]
                got_2 = properties["combined_cost"]
                got_3 = properties["total_duration_seconds"]
                got_4 = properties["total_duration_unit_price"]
            except KeyError:
                pass
            else:
                if (
                    (got_1.__class__ is list)
                    and (got_2.__class__ is float or got_2.__class__ is int)
                    and (got_3.__class__ is float or got_3.__class__ is int)
                    and (got_4.__class__ is float or got_4.__class__ is int)
                ):
                    model.product_costs = items_of(_models.ProductCost.from_json, got_1, (at, "product_costs"))
                    model.combined_cost = got_2
                    model.total_duration_seconds = got_3
                    model.total_duration_unit_price = got_4
                    return model
        known = 0
        got = properties.get("product_costs", ABSENT)
        if got is UNSET:
            model.product_costs = lack("product_costs", at)
        else:
            known += 1
            model.product_costs = (
                items_of(_models.ProductCost.from_json, got, (at, "product_costs"))
                if got.__class__ is list
                else take(got, "product_costs", lenient_list_of(_models.ProductCost.from_json), at, model)
            )
        got = properties.get("combined_cost", ABSENT)
        if got is UNSET:
            model.combined_cost = lack("combined_cost", at)
        else:
            known += 1
            model.combined_cost = (
                got
                if got.__class__ is float or got.__class__ is int
                else take(got, "combined_cost", read_number, at, model)
            )
        got = properties.get("total_duration_seconds", ABSENT)
        if got is UNSET:
            model.total_duration_seconds = UNSET
        else:
            known += 1
            model.total_duration_seconds = (
                got
                if got.__class__ is float or got.__class__ is int
                else take(got, "total_duration_seconds", read_number, at, model)
            )
        got = properties.get("total_duration_unit_price", ABSENT)
        if got is UNSET:
            model.total_duration_unit_price = UNSET
        else:
            known += 1
            model.total_duration_unit_price = (
                got
                if got.__class__ is float or got.__class__ is int
                else take(got, "total_duration_unit_price", read_number, at, model)
            )
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
        }
        if self.product_costs is not UNSET:
            body["product_costs"] = to_json(self.product_costs)
        if self.combined_cost is not UNSET:
            body["combined_cost"] = self.combined_cost
        if self.total_duration_seconds is not UNSET:
            body["total_duration_seconds"] = self.total_duration_seconds
        if self.total_duration_unit_price is not UNSET:
            body["total_duration_unit_price"] = self.total_duration_unit_price
        return body
