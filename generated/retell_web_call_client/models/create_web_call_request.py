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
    first_of,
    leftover,
    map_of,
    mismatch,
    need,
    nullable,
    read_any,
    read_int,
    read_str,
    take,
)


def _agent_override_of(
    value: _models.AgentOverride | _models.AgentOverrideDict | Unset,
) -> _models.AgentOverride | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "agent_override", lambda: _models.AgentOverride.from_json)


@_attrs_define(kw_only=True, repr=False, on_setattr=_as_given)
class CreateWebCallRequest(Model):
    """Call to register. A body with `agent_id` alone is complete.

    Args:
        agent_id: Id of the agent that takes the call. At least 1 character.
        agent_version: Version of the agent to use: its number, `latest`, `latest_published` or a tag. Without it
            the server chooses.
        current_node_id: The node of the agent's conversation flow to begin at. Without a flow it has no effect.
        current_state: The state of the agent's Retell LLM to begin in. Without states it has no effect.
        agent_override: Settings of the agent that are replaced for this call alone.
        metadata: Data of your own, stored with the call and returned unchanged.
        retell_llm_dynamic_variables: Values for the placeholders in prompts and tool descriptions.

    """

    _NAMES: ClassVar = frozenset(
        {
            "agent_id",
            "agent_version",
            "current_node_id",
            "current_state",
            "agent_override",
            "metadata",
            "retell_llm_dynamic_variables",
        }
    )

    agent_id: str
    """Id of the agent that takes the call. At least 1 character."""
    agent_version: int | str | Unset = UNSET
    """Version of the agent to use: its number, `latest`, `latest_published` or a tag. Without it the server
    chooses.
    """
    current_node_id: str | None | Unset = UNSET
    """The node of the agent's conversation flow to begin at. Without a flow it has no effect."""
    current_state: str | None | Unset = UNSET
    """The state of the agent's Retell LLM to begin in. Without states it has no effect."""
    agent_override: _models.AgentOverride | Unset = _attrs_field(default=UNSET, converter=_agent_override_of)
    """Settings of the agent that are replaced for this call alone."""
    metadata: _models.Metadata | Unset = UNSET
    """Data of your own, stored with the call and returned unchanged."""
    retell_llm_dynamic_variables: _models.DynamicVariables | Unset = UNSET
    """Values for the placeholders in prompts and tool descriptions."""
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
        known = 1
        got = properties.get("agent_id", ABSENT)
        model.agent_id = got if got.__class__ is str else need(got, "agent_id", read_str, at)
        got = properties.get("agent_version", ABSENT)
        if got is UNSET:
            model.agent_version = UNSET
        else:
            known += 1
            model.agent_version = take(got, "agent_version", first_of(read_int, read_str), at, model)
        got = properties.get("current_node_id", ABSENT)
        if got is UNSET:
            model.current_node_id = UNSET
        else:
            known += 1
            model.current_node_id = take(got, "current_node_id", nullable(read_str), at, model)
        got = properties.get("current_state", ABSENT)
        if got is UNSET:
            model.current_state = UNSET
        else:
            known += 1
            model.current_state = take(got, "current_state", nullable(read_str), at, model)
        got = properties.get("agent_override", ABSENT)
        if got is UNSET:
            model.agent_override = UNSET
        else:
            known += 1
            model.agent_override = (
                _models.AgentOverride.from_json(got, (at, "agent_override"))
                if got.__class__ is dict
                else take(got, "agent_override", _models.AgentOverride.from_json, at, model)
            )
        got = properties.get("metadata", ABSENT)
        if got is UNSET:
            model.metadata = UNSET
        else:
            known += 1
            model.metadata = got.copy() if got.__class__ is dict else take(got, "metadata", map_of(read_any), at, model)
        got = properties.get("retell_llm_dynamic_variables", ABSENT)
        if got is UNSET:
            model.retell_llm_dynamic_variables = UNSET
        else:
            known += 1
            model.retell_llm_dynamic_variables = take(got, "retell_llm_dynamic_variables", map_of(read_str), at, model)
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "agent_id": self.agent_id,
        }
        if self.agent_version is not UNSET:
            body["agent_version"] = self.agent_version
        if self.current_node_id is not UNSET:
            body["current_node_id"] = self.current_node_id
        if self.current_state is not UNSET:
            body["current_state"] = self.current_state
        if self.agent_override is not UNSET:
            body["agent_override"] = to_json(self.agent_override)
        if self.metadata is not UNSET:
            body["metadata"] = self.metadata
        if self.retell_llm_dynamic_variables is not UNSET:
            body["retell_llm_dynamic_variables"] = self.retell_llm_dynamic_variables
        return body
