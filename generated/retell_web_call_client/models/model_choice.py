from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from .._writing import to_json
from ..types import (
    const_of,
    enum_of,
    leftover,
    mismatch,
    need,
    read_bool,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class ModelChoice(Model):
    """A language model with a voice of its own.

    Args:
        type_: Always `cascading`.
        model: The language model.
        high_priority: If true, you pay for lower and steadier latency of the model.
        ultrafast: If true, you pay for the lowest latency of the model, if it offers that.

    """

    _NAMES: ClassVar = frozenset({"type", "model", "high_priority", "ultrafast"})

    type_: Literal["cascading"] = "cascading"
    """Always `cascading`."""
    model: _models.LlmModel | str
    """The language model."""
    high_priority: bool | Unset = UNSET
    """If true, you pay for lower and steadier latency of the model."""
    ultrafast: bool | Unset = UNSET
    """If true, you pay for the lowest latency of the model, if it offers that."""
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
        known = 2
        got = properties.get("type", ABSENT)
        model.type_ = need(got, "type", const_of("cascading"), at)
        got = properties.get("model", ABSENT)
        model.model = (
            enum_of(_models.LlmModel)(got, (at, "model"))
            if got.__class__ is str
            else need(got, "model", enum_of(_models.LlmModel), at)
        )
        got = properties.get("high_priority", ABSENT)
        if got is UNSET:
            model.high_priority = UNSET
        else:
            known += 1
            model.high_priority = got if got.__class__ is bool else take(got, "high_priority", read_bool, at, model)
        got = properties.get("ultrafast", ABSENT)
        if got is UNSET:
            model.ultrafast = UNSET
        else:
            known += 1
            model.ultrafast = got if got.__class__ is bool else take(got, "ultrafast", read_bool, at, model)
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "type": self.type_,
            "model": to_json(self.model),
        }
        if self.high_priority is not UNSET:
            body["high_priority"] = self.high_priority
        if self.ultrafast is not UNSET:
            body["ultrafast"] = self.ultrafast
        return body
