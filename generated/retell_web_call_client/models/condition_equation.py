from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from .._writing import to_json
from ..types import (
    enum_of,
    leftover,
    mismatch,
    need,
    read_str,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class ConditionEquation(Model):
    """A comparison.

    Args:
        left: Left side of the comparison.
        operator: Operator of the comparison.
        right: Right side of the comparison; `exists` and `not_exist` need nothing.

    """

    _NAMES: ClassVar = frozenset({"left", "operator", "right"})

    left: str
    """Left side of the comparison."""
    operator: _models.EquationOperator | str
    """Operator of the comparison."""
    right: str | Unset = UNSET
    """Right side of the comparison; `exists` and `not_exist` need nothing."""
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
        if len(properties) == 3:  # probably all of them
            try:
                got_1 = properties["left"]
                got_2 = properties["operator"]
                got_3 = properties["right"]
            except KeyError:
                pass
            else:
                if (got_1.__class__ is str) and (got_2.__class__ is str) and (got_3.__class__ is str):
                    model.left = got_1
                    model.operator = enum_of(_models.EquationOperator)(got_2, (at, "operator"))
                    model.right = got_3
                    return model
        known = 2
        got = properties.get("left", ABSENT)
        model.left = got if got.__class__ is str else need(got, "left", read_str, at)
        got = properties.get("operator", ABSENT)
        model.operator = (
            enum_of(_models.EquationOperator)(got, (at, "operator"))
            if got.__class__ is str
            else need(got, "operator", enum_of(_models.EquationOperator), at)
        )
        got = properties.get("right", ABSENT)
        if got is UNSET:
            model.right = UNSET
        else:
            known += 1
            model.right = got if got.__class__ is str else take(got, "right", read_str, at, model)
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "left": self.left,
            "operator": to_json(self.operator),
        }
        if self.right is not UNSET:
            body["right"] = self.right
        return body
