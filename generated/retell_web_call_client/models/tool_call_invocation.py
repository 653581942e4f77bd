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
    read_number,
    read_str,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class ToolCallInvocation(Model):
    """The agent called a tool.

    Args:
        role: Always `tool_call_invocation`.
        tool_call_id: Id of the tool call within this call.
        name: Name of the tool.
        arguments: Arguments of the tool, a JSON object as a string.
        type_: The kind of tool.
        thought_signature: State of a model, opaque to you.
        metadata: Origin of the item.
        time_sec: When it happened, in seconds from the start of the call.

    """

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
    """Arguments of the tool, a JSON object as a string."""
    type_: str | Unset = UNSET
    """The kind of tool."""
    thought_signature: str | Unset = UNSET
    """State of a model, opaque to you."""
    metadata: _models.TranscriptMetadata | Unset = UNSET
    """Origin of the item."""
    time_sec: float | Unset = UNSET
    """When it happened, in seconds from the start of the call."""
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
        known = 4
        got = properties.get("role", ABSENT)
        model.role = need(got, "role", const_of("tool_call_invocation"), at)
        got = properties.get("tool_call_id", ABSENT)
        model.tool_call_id = got if got.__class__ is str else need(got, "tool_call_id", read_str, at)
        got = properties.get("name", ABSENT)
        model.name = got if got.__class__ is str else need(got, "name", read_str, at)
        got = properties.get("arguments", ABSENT)
        model.arguments = got if got.__class__ is str else need(got, "arguments", read_str, at)
        got = properties.get("type", ABSENT)
        if got is UNSET:
            model.type_ = UNSET
        else:
            known += 1
            model.type_ = got if got.__class__ is str else take(got, "type", read_str, at, model)
        got = properties.get("thought_signature", ABSENT)
        if got is UNSET:
            model.thought_signature = UNSET
        else:
            known += 1
            model.thought_signature = (
                got if got.__class__ is str else take(got, "thought_signature", read_str, at, model)
            )
        got = properties.get("metadata", ABSENT)
        if got is UNSET:
            model.metadata = UNSET
        else:
            known += 1
            model.metadata = (
                _models.TranscriptMetadata.from_json(got, (at, "metadata"))
                if got.__class__ is dict
                else take(got, "metadata", _models.TranscriptMetadata.from_json, at, model)
            )
        got = properties.get("time_sec", ABSENT)
        if got is UNSET:
            model.time_sec = UNSET
        else:
            known += 1
            model.time_sec = (
                got if got.__class__ is float or got.__class__ is int else take(got, "time_sec", read_number, at, model)
            )
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
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
