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
    leftover,
    mismatch,
    need,
    read_int,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class CallEnded(Model):
    """A call ended, was transferred, or failed.

    Args:
        event: Always `call_ended`.
        call: The call, with everything but its analysis.
        event_timestamp: When it happened, in milliseconds since the Unix epoch.
        data: The call again, for older receivers. Read `call`.

    """

    _NAMES: ClassVar = frozenset({"event", "call", "event_timestamp", "data"})

    event: Literal["call_ended"] = "call_ended"
    """Always `call_ended`."""
    call: _models.EventCall
    """The call, with everything but its analysis."""
    event_timestamp: int | Unset = UNSET
    """When it happened, in milliseconds since the Unix epoch."""
    data: _models.EventCall | Unset = UNSET
    """The call again, for older receivers. Read `call`."""
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
        got = properties.get("event", ABSENT)
        model.event = need(got, "event", const_of("call_ended"), at)
        got = properties.get("call", ABSENT)
        model.call = need(got, "call", _models.EventCall.from_json, at)
        got = properties.get("event_timestamp", ABSENT)
        if got is UNSET:
            model.event_timestamp = UNSET
        else:
            known += 1
            model.event_timestamp = got if got.__class__ is int else take(got, "event_timestamp", read_int, at, model)
        got = properties.get("data", ABSENT)
        if got is UNSET:
            model.data = UNSET
        else:
            known += 1
            model.data = take(got, "data", _models.EventCall.from_json, at, model)
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "event": self.event,
            "call": to_json(self.call),
        }
        if self.event_timestamp is not UNSET:
            body["event_timestamp"] = self.event_timestamp
        if self.data is not UNSET:
            body["data"] = to_json(self.data)
        return body
