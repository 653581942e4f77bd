from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field
from attrs.setters import NO_OP as _as_given

from .. import models as _models
from .._drift import ABSENT, Place
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from .._writing import from_dicts, to_json
from ..types import (
    const_of,
    enum_of,
    leftover,
    list_of,
    mismatch,
    need,
)


def _equations_of(
    value: Sequence[_models.ConditionEquation | _models.ConditionEquationDict],
) -> list[_models.ConditionEquation]:
    return from_dicts(value, "equations", lambda: list_of(_models.ConditionEquation.from_json))


@_attrs_define(kw_only=True, repr=False, on_setattr=_as_given)
class ToolCondition(Model):
    """When a tool runs.

    Args:
        type_: Always `equation`.
        operator: Combination of the equations, of which all must hold, or one.
        equations: Equations to evaluate.

    """

    _NAMES: ClassVar = frozenset({"type", "operator", "equations"})

    type_: Literal["equation"] = "equation"
    """Always `equation`."""
    operator: _models.ConditionOperator | str
    """Combination of the equations, of which all must hold, or one."""
    equations: list[_models.ConditionEquation] = _attrs_field(converter=_equations_of)
    """Equations to evaluate."""
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
        known = 3
        got = properties.get("type", ABSENT)
        model.type_ = need(got, "type", const_of("equation"), at)
        got = properties.get("operator", ABSENT)
        model.operator = (
            enum_of(_models.ConditionOperator)(got, (at, "operator"))
            if got.__class__ is str
            else need(got, "operator", enum_of(_models.ConditionOperator), at)
        )
        got = properties.get("equations", ABSENT)
        model.equations = need(got, "equations", list_of(_models.ConditionEquation.from_json), at)
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "type": self.type_,
            "operator": to_json(self.operator),
            "equations": to_json(self.equations),
        }
        return body
