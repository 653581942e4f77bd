from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import (
    ABSENT,
    UNSET,
    Model,
    Place,
    Unset,
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
    to_json,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class CreateWebCallRequest(Model):
    """What to register. A body with `agent_id` alone is complete."""

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
    agent_override: _models.AgentOverride | Unset = UNSET
    """Settings of the agent that are replaced for this call alone."""
    metadata: _models.Metadata | Unset = UNSET
    """Data of your own, stored with the call and returned unchanged."""
    retell_llm_dynamic_variables: _models.DynamicVariables | Unset = UNSET
    """Values for the placeholders in prompts and tool descriptions."""
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
        got = properties.get("agent_id", ABSENT)
        model.agent_id = got if got.__class__ is str else need(properties, "agent_id", read_str, at)
        model.agent_version = (
            take(properties, "agent_version", first_of(read_int, read_str), at, odd)
            if "agent_version" in properties
            else UNSET
        )
        model.current_node_id = (
            take(properties, "current_node_id", nullable(read_str), at, odd)
            if "current_node_id" in properties
            else UNSET
        )
        model.current_state = (
            take(properties, "current_state", nullable(read_str), at, odd) if "current_state" in properties else UNSET
        )
        model.agent_override = (
            take(properties, "agent_override", _models.AgentOverride.from_json, at, odd)
            if "agent_override" in properties
            else UNSET
        )
        model.metadata = take(properties, "metadata", map_of(read_any), at, odd) if "metadata" in properties else UNSET
        model.retell_llm_dynamic_variables = (
            take(properties, "retell_llm_dynamic_variables", map_of(read_str), at, odd)
            if "retell_llm_dynamic_variables" in properties
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
