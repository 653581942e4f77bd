from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model, UnknownVariant
from .._model import names_alone as _names_alone
from .._writing import to_json
from ..types import (
    const_of,
    items_of,
    leftover,
    lenient_list_of,
    mismatch,
    need,
    read_number,
    read_str,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class SmsMessage(Model):
    """A text message.

    Args:
        role: Always `sms`.
        content: Text of the message.
        time_sec: When it was sent, in seconds from the start of the call.
        multimedia: Attachments.

    """

    _NAMES: ClassVar = frozenset({"role", "content", "time_sec", "multimedia"})

    role: Literal["sms"] = "sms"
    """Always `sms`."""
    content: str
    """Text of the message."""
    time_sec: float
    """When it was sent, in seconds from the start of the call."""
    multimedia: list[_models.SmsMultimedia | UnknownVariant] | Unset = UNSET
    """Attachments."""
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
        got = properties.get("role", ABSENT)
        model.role = need(got, "role", const_of("sms"), at)
        got = properties.get("content", ABSENT)
        model.content = got if got.__class__ is str else need(got, "content", read_str, at)
        got = properties.get("time_sec", ABSENT)
        model.time_sec = (
            got if got.__class__ is float or got.__class__ is int else need(got, "time_sec", read_number, at)
        )
        got = properties.get("multimedia", ABSENT)
        if got is UNSET:
            model.multimedia = UNSET
        else:
            known += 1
            model.multimedia = (
                items_of(_models.SmsMultimedia.from_json, got, (at, "multimedia"))
                if got.__class__ is list
                else take(got, "multimedia", lenient_list_of(_models.SmsMultimedia.from_json), at, model)
            )
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "role": self.role,
            "content": self.content,
            "time_sec": self.time_sec,
        }
        if self.multimedia is not UNSET:
            body["multimedia"] = to_json(self.multimedia)
        return body
