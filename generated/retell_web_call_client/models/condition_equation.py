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
    enum_of,
    leftover,
    mismatch,
    need,
    read_str,
    take,
    to_json,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class ConditionEquation(Model):
    """A comparison."""

    _NAMES: ClassVar = frozenset({"left", "operator", "right"})

    left: str
    """What is compared."""
    operator: _models.EquationOperator | str
    """How."""
    right: str | Unset = UNSET
    """What it is compared with; `exists` and `not_exist` need nothing."""
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
        got = properties.get("left", ABSENT)
        model.left = got if got.__class__ is str else need(properties, "left", read_str, at)
        model.operator = need(properties, "operator", enum_of(_models.EquationOperator), at)
        got = properties.get("right", ABSENT)
        model.right = got if got.__class__ is str or got is UNSET else take(properties, "right", read_str, at, odd)
        if not properties.keys() <= cls._NAMES:
            leftover(properties, cls._NAMES, at, odd)
        model.additional_properties = odd
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
            "left": self.left,
            "operator": to_json(self.operator),
        }
        if self.right is not UNSET:
            body["right"] = self.right
        return body
