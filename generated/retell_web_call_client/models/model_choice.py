from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import (
    ABSENT,
    UNSET,
    Model,
    Place,
    Unset,
    const_of,
    enum_of,
    leftover,
    mismatch,
    need,
    read_bool,
    take,
    to_json,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class ModelChoice(Model):
    """A language model with a voice of its own."""

    _NAMES: ClassVar = frozenset({"type", "model", "high_priority", "ultrafast"})

    type_: Literal["cascading"] = "cascading"
    """Always `cascading`."""
    model: _models.LlmModel | str
    """The language model."""
    high_priority: bool | Unset = UNSET
    """Whether to pay for lower and steadier latency of the model."""
    ultrafast: bool | Unset = UNSET
    """Whether to pay for the lowest latency of the model, where it offers that."""
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
        model.type_ = need(properties, "type", const_of("cascading"), at)
        model.model = need(properties, "model", enum_of(_models.LlmModel), at)
        got = properties.get("high_priority", ABSENT)
        model.high_priority = (
            got if got.__class__ is bool or got is UNSET else take(properties, "high_priority", read_bool, at, odd)
        )
        got = properties.get("ultrafast", ABSENT)
        model.ultrafast = (
            got if got.__class__ is bool or got is UNSET else take(properties, "ultrafast", read_bool, at, odd)
        )
        if not properties.keys() <= cls._NAMES:
            leftover(properties, cls._NAMES, at, odd)
        model.additional_properties = odd
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
            "type": self.type_,
            "model": to_json(self.model),
        }
        if self.high_priority is not UNSET:
            body["high_priority"] = self.high_priority
        if self.ultrafast is not UNSET:
            body["ultrafast"] = self.ultrafast
        return body
