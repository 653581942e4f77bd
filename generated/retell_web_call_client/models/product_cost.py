from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from ..types import (
    leftover,
    mismatch,
    need,
    read_bool,
    read_number,
    read_str,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class ProductCost(Model):
    """Cost of one product in a call.

    Args:
        product: Name of the product.
        cost: The cost in this call.
        unit_price: The price of one unit.
        is_transfer_leg_cost: If true, it is the cost of the part of the call after its transfer.

    """

    _NAMES: ClassVar = frozenset({"product", "cost", "unit_price", "is_transfer_leg_cost"})

    product: str
    """Name of the product."""
    cost: float
    """The cost in this call."""
    unit_price: float | Unset = UNSET
    """The price of one unit."""
    is_transfer_leg_cost: bool | Unset = UNSET
    """If true, it is the cost of the part of the call after its transfer."""
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
                got_1 = properties["product"]
                got_2 = properties["cost"]
                got_3 = properties["unit_price"]
                got_4 = properties["is_transfer_leg_cost"]
            except KeyError:
                pass
            else:
                if (
                    (got_1.__class__ is str)
                    and (got_2.__class__ is float or got_2.__class__ is int)
                    and (got_3.__class__ is float or got_3.__class__ is int)
                    and (got_4.__class__ is bool)
                ):
                    model.product = got_1
                    model.cost = got_2
                    model.unit_price = got_3
                    model.is_transfer_leg_cost = got_4
                    return model
        known = 2
        got = properties.get("product", ABSENT)
        model.product = got if got.__class__ is str else need(got, "product", read_str, at)
        got = properties.get("cost", ABSENT)
        model.cost = got if got.__class__ is float or got.__class__ is int else need(got, "cost", read_number, at)
        got = properties.get("unit_price", ABSENT)
        if got is UNSET:
            model.unit_price = UNSET
        else:
            known += 1
            model.unit_price = (
                got
                if got.__class__ is float or got.__class__ is int
                else take(got, "unit_price", read_number, at, model)
            )
        got = properties.get("is_transfer_leg_cost", ABSENT)
        if got is UNSET:
            model.is_transfer_leg_cost = UNSET
        else:
            known += 1
            model.is_transfer_leg_cost = (
                got if got.__class__ is bool else take(got, "is_transfer_leg_cost", read_bool, at, model)
            )
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "product": self.product,
            "cost": self.cost,
        }
        if self.unit_price is not UNSET:
            body["unit_price"] = self.unit_price
        if self.is_transfer_leg_cost is not UNSET:
            body["is_transfer_leg_cost"] = self.is_transfer_leg_cost
        return body
