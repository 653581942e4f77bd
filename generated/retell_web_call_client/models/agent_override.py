from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field
from attrs.setters import NO_OP as _as_given

from .. import models as _models
from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from .._writing import from_dicts, to_json
from ..types import (
    leftover,
    mismatch,
    take,
)


def _agent_of(
    value: _models.AgentSettings | _models.AgentSettingsDict | Unset,
) -> _models.AgentSettings | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "agent", lambda: _models.AgentSettings.from_json)


def _retell_llm_of(
    value: _models.RetellLlmSettings | _models.RetellLlmSettingsDict | Unset,
) -> _models.RetellLlmSettings | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "retell_llm", lambda: _models.RetellLlmSettings.from_json)


def _conversation_flow_of(
    value: _models.ConversationFlowSettings | _models.ConversationFlowSettingsDict | Unset,
) -> _models.ConversationFlowSettings | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "conversation_flow", lambda: _models.ConversationFlowSettings.from_json)


@_attrs_define(kw_only=True, repr=False, on_setattr=_as_given)
class AgentOverride(Model):
    """Settings that apply to one call instead of the stored ones, grouped by the object that they belong to.

    Args:
        agent: Replaces settings of the agent itself.
        retell_llm: Replaces settings of the agent's Retell LLM, if it has one.
        conversation_flow: Replaces settings of the agent's conversation flow, if it has one.

    """

    _NAMES: ClassVar = frozenset({"agent", "retell_llm", "conversation_flow"})

    agent: _models.AgentSettings | Unset = _attrs_field(default=UNSET, converter=_agent_of)
    """Replaces settings of the agent itself."""
    retell_llm: _models.RetellLlmSettings | Unset = _attrs_field(default=UNSET, converter=_retell_llm_of)
    """Replaces settings of the agent's Retell LLM, if it has one."""
    conversation_flow: _models.ConversationFlowSettings | Unset = _attrs_field(
        default=UNSET, converter=_conversation_flow_of
    )
    """Replaces settings of the agent's conversation flow, if it has one."""
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
        if len(properties) == 3:  # probably all of them
            try:
                got_1 = properties["agent"]
                got_2 = properties["retell_llm"]
                got_3 = properties["conversation_flow"]
            except KeyError:
                pass
            else:
                if (got_1.__class__ is dict) and (got_2.__class__ is dict) and (got_3.__class__ is dict):
                    model.agent = _models.AgentSettings.from_json(got_1, (at, "agent"))
                    model.retell_llm = _models.RetellLlmSettings.from_json(got_2, (at, "retell_llm"))
                    model.conversation_flow = _models.ConversationFlowSettings.from_json(
                        got_3, (at, "conversation_flow")
                    )
                    return model
        known = 0
        got = properties.get("agent", ABSENT)
        if got is UNSET:
            model.agent = UNSET
        else:
            known += 1
            model.agent = (
                _models.AgentSettings.from_json(got, (at, "agent"))
                if got.__class__ is dict
                else take(got, "agent", _models.AgentSettings.from_json, at, model)
            )
        got = properties.get("retell_llm", ABSENT)
        if got is UNSET:
            model.retell_llm = UNSET
        else:
            known += 1
            model.retell_llm = (
                _models.RetellLlmSettings.from_json(got, (at, "retell_llm"))
                if got.__class__ is dict
                else take(got, "retell_llm", _models.RetellLlmSettings.from_json, at, model)
            )
        got = properties.get("conversation_flow", ABSENT)
        if got is UNSET:
            model.conversation_flow = UNSET
        else:
            known += 1
            model.conversation_flow = (
                _models.ConversationFlowSettings.from_json(got, (at, "conversation_flow"))
                if got.__class__ is dict
                else take(got, "conversation_flow", _models.ConversationFlowSettings.from_json, at, model)
            )
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
        }
        if self.agent is not UNSET:
            body["agent"] = to_json(self.agent)
        if self.retell_llm is not UNSET:
            body["retell_llm"] = to_json(self.retell_llm)
        if self.conversation_flow is not UNSET:
            body["conversation_flow"] = to_json(self.conversation_flow)
        return body
