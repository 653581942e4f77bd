from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from ..types import (
    const_of,
    leftover,
    mismatch,
    need,
    read_bool,
    read_number,
    read_str,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class ToolCallResult(Model):
    """A tool returned its result.

    Args:
        role: Always `tool_call_result`.
        tool_call_id: Id of the tool call that it belongs to.
        content: Result of the tool.
        successful: If true, the tool succeeded.
        time_sec: When it happened, in seconds from the start of the call.

    """

    _NAMES: ClassVar = frozenset({"role", "tool_call_id", "content", "successful", "time_sec"})

    role: Literal["tool_call_result"] = "tool_call_result"
    """Always `tool_call_result`."""
    tool_call_id: str
    """Id of the tool call that it belongs to."""
    content: str
    """Result of the tool."""
    successful: bool | Unset = UNSET
    """If true, the tool succeeded."""
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
        known = 3
        got = properties.get("role", ABSENT)
        model.role = need(got, "role", const_of("tool_call_result"), at)
        got = properties.get("tool_call_id", ABSENT)
        model.tool_call_id = got if got.__class__ is str else need(got, "tool_call_id", read_str, at)
        got = properties.get("content", ABSENT)
        model.content = got if got.__class__ is str else need(got, "content", read_str, at)
        got = properties.get("successful", ABSENT)
        if got is UNSET:
            model.successful = UNSET
        else:
            known += 1
            model.successful = got if got.__class__ is bool else take(got, "successful", read_bool, at, model)
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
            "content": self.content,
        }
        if self.successful is not UNSET:
            body["successful"] = self.successful
        if self.time_sec is not UNSET:
            body["time_sec"] = self.time_sec
        return body
