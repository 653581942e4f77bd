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
    leftover,
    mismatch,
    need,
    read_number,
    read_str,
    take,
    to_json,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class ToolCallInvocation(Model):
    """The agent called a tool."""

    _NAMES: ClassVar = frozenset(
        {"role", "tool_call_id", "name", "arguments", "type", "thought_signature", "metadata", "time_sec"}
    )

    role: Literal["tool_call_invocation"] = "tool_call_invocation"
    """Always `tool_call_invocation`."""
    tool_call_id: str
    """Id of the tool call within this call."""
    name: str
    """Name of the tool."""
    arguments: str
    """What the tool was given, a JSON object as a string."""
    type_: str | Unset = UNSET
    """The kind of tool."""
    thought_signature: str | Unset = UNSET
    """What a model needs to go on where it was, opaque to you."""
    metadata: _models.TranscriptMetadata | Unset = UNSET
    """How it came about."""
    time_sec: float | Unset = UNSET
    """When it happened, in seconds from the start of the call."""
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
        model.role = need(properties, "role", const_of("tool_call_invocation"), at)
        got = properties.get("tool_call_id", ABSENT)
        model.tool_call_id = got if got.__class__ is str else need(properties, "tool_call_id", read_str, at)
        got = properties.get("name", ABSENT)
        model.name = got if got.__class__ is str else need(properties, "name", read_str, at)
        got = properties.get("arguments", ABSENT)
        model.arguments = got if got.__class__ is str else need(properties, "arguments", read_str, at)
        got = properties.get("type", ABSENT)
        model.type_ = got if got.__class__ is str or got is UNSET else take(properties, "type", read_str, at, odd)
        got = properties.get("thought_signature", ABSENT)
        model.thought_signature = (
            got if got.__class__ is str or got is UNSET else take(properties, "thought_signature", read_str, at, odd)
        )
        model.metadata = (
            take(properties, "metadata", _models.TranscriptMetadata.from_json, at, odd)
            if "metadata" in properties
            else UNSET
        )
        got = properties.get("time_sec", ABSENT)
        model.time_sec = (
            got
            if got.__class__ is float or got.__class__ is int or got is UNSET
            else take(properties, "time_sec", read_number, at, odd)
        )
        if not properties.keys() <= cls._NAMES:
            leftover(properties, cls._NAMES, at, odd)
        model.additional_properties = odd
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
            "role": self.role,
            "tool_call_id": self.tool_call_id,
            "name": self.name,
            "arguments": self.arguments,
        }
        if self.type_ is not UNSET:
            body["type"] = self.type_
        if self.thought_signature is not UNSET:
            body["thought_signature"] = self.thought_signature
        if self.metadata is not UNSET:
            body["metadata"] = to_json(self.metadata)
        if self.time_sec is not UNSET:
            body["time_sec"] = self.time_sec
        return body
