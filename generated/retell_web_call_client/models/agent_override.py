from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import (
    UNSET,
    Model,
    Place,
    Unset,
    leftover,
    mismatch,
    take,
    to_json,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class AgentOverride(Model):
    """Settings that apply to one call instead of the stored ones, grouped by what they belong to."""

    _NAMES: ClassVar = frozenset({"agent", "retell_llm", "conversation_flow"})

    agent: _models.AgentSettings | Unset = UNSET
    """Replaces settings of the agent itself."""
    retell_llm: _models.RetellLlmSettings | Unset = UNSET
    """Replaces settings of the agent's Retell LLM, where it has one."""
    conversation_flow: _models.ConversationFlowSettings | Unset = UNSET
    """Replaces settings of the agent's conversation flow, where it has one."""
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
        model.agent = (
            take(properties, "agent", _models.AgentSettings.from_json, at, odd) if "agent" in properties else UNSET
        )
        model.retell_llm = (
            take(properties, "retell_llm", _models.RetellLlmSettings.from_json, at, odd)
            if "retell_llm" in properties
            else UNSET
        )
        model.conversation_flow = (
            take(properties, "conversation_flow", _models.ConversationFlowSettings.from_json, at, odd)
            if "conversation_flow" in properties
            else UNSET
        )
        if not properties.keys() <= cls._NAMES:
            leftover(properties, cls._NAMES, at, odd)
        model.additional_properties = odd
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
        }
        if self.agent is not UNSET:
            body["agent"] = to_json(self.agent)
        if self.retell_llm is not UNSET:
            body["retell_llm"] = to_json(self.retell_llm)
        if self.conversation_flow is not UNSET:
            body["conversation_flow"] = to_json(self.conversation_flow)
        return body
