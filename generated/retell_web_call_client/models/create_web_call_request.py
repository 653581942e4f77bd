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
    map_of,
    need,
    open_object,
    read_any,
    read_str,
    take,
    take_plain,
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
            "agent_override",
            "metadata",
            "retell_llm_dynamic_variables",
        }
    )

    agent_id: str
    """Id of the agent that takes the call. At least 1 character."""
    agent_version: int | Unset = UNSET
    """Version of the agent to use. Without it the server chooses."""
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
        rest = open_object(value, at)
        # Not by __init__: its many keywords would take as long as all the rest.
        model = cls.__new__(cls)
        model.agent_id = need(rest, "agent_id", read_str, at)
        model.agent_version = take_plain(rest, "agent_version", int, at)
        model.agent_override = (
            take(rest, "agent_override", _models.AgentOverride.from_json, at) if "agent_override" in rest else UNSET
        )
        model.metadata = take(rest, "metadata", map_of(read_any), at)
        model.retell_llm_dynamic_variables = take(rest, "retell_llm_dynamic_variables", map_of(read_str), at)
        model.additional_properties = leftover(rest, cls._NAMES, at)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
            "agent_id": self.agent_id,
        }
        if self.agent_version is not UNSET:
            body["agent_version"] = self.agent_version
        if self.agent_override is not UNSET:
            body["agent_override"] = to_json(self.agent_override)
        if self.metadata is not UNSET:
            body["metadata"] = self.metadata
        if self.retell_llm_dynamic_variables is not UNSET:
            body["retell_llm_dynamic_variables"] = self.retell_llm_dynamic_variables
        return body
