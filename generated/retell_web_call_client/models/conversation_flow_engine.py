from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

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
    nullable,
    read_number,
    read_str,
    take,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class ConversationFlowEngine(Model):
    """Replies come from a conversation flow."""

    _NAMES: ClassVar = frozenset({"type", "conversation_flow_id", "version"})

    type_: Literal["conversation-flow"] = "conversation-flow"
    """Always `conversation-flow`."""
    conversation_flow_id: str
    """Id of the conversation flow."""
    version: float | None | Unset = UNSET
    """Version of the conversation flow."""
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
        model.type_ = need(properties, "type", const_of("conversation-flow"), at)
        got = properties.get("conversation_flow_id", ABSENT)
        model.conversation_flow_id = (
            got if got.__class__ is str else need(properties, "conversation_flow_id", read_str, at)
        )
        model.version = (
            take(properties, "version", nullable(read_number), at, odd) if "version" in properties else UNSET
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
            "conversation_flow_id": self.conversation_flow_id,
        }
        if self.version is not UNSET:
            body["version"] = self.version
        return body
