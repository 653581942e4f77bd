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
    nullable,
    read_number,
    read_str,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class ConversationFlowEngine(Model):
    """Replies come from a conversation flow.

    Args:
        type_: Always `conversation-flow`.
        conversation_flow_id: Id of the conversation flow.
        version: Version of the conversation flow.

    """

    _NAMES: ClassVar = frozenset({"type", "conversation_flow_id", "version"})

    type_: Literal["conversation-flow"] = "conversation-flow"
    """Always `conversation-flow`."""
    conversation_flow_id: str
    """Id of the conversation flow."""
    version: float | None | Unset = UNSET
    """Version of the conversation flow."""
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
        model.type_ = need(got, "type", const_of("conversation-flow"), at)
        got = properties.get("conversation_flow_id", ABSENT)
        model.conversation_flow_id = got if got.__class__ is str else need(got, "conversation_flow_id", read_str, at)
        got = properties.get("version", ABSENT)
        if got is UNSET:
            model.version = UNSET
        else:
            known += 1
            model.version = take(got, "version", nullable(read_number), at, model)
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "type": self.type_,
            "conversation_flow_id": self.conversation_flow_id,
        }
        if self.version is not UNSET:
            body["version"] = self.version
        return body
