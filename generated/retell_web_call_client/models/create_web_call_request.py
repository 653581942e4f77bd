from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.agent_override import AgentOverride
    from ..models.dynamic_variables import DynamicVariables
    from ..models.metadata import Metadata


T = TypeVar("T", bound="CreateWebCallRequest")


@_attrs_define
class CreateWebCallRequest:
    """What to register. A body with `agent_id` alone is complete."""

    agent_id: str
    """ Id of the agent that takes the call. """
    agent_version: int | Unset = UNSET
    """ Version of the agent to use. Without it the server chooses. """
    agent_override: AgentOverride | Unset = UNSET
    """ Settings that apply to one call instead of the stored ones, grouped by what they belong to. """
    metadata: Metadata | Unset = UNSET
    """ An object of your own with any JSON inside. The API stores it and never reads it. """
    retell_llm_dynamic_variables: DynamicVariables | Unset = UNSET
    """ Placeholder names with their values, all strings. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        agent_id = self.agent_id

        agent_version = self.agent_version

        agent_override: dict[str, Any] | Unset = UNSET
        if not isinstance(self.agent_override, Unset):
            agent_override = self.agent_override.to_dict()

        metadata: dict[str, Any] | Unset = UNSET
        if not isinstance(self.metadata, Unset):
            metadata = self.metadata.to_dict()

        retell_llm_dynamic_variables: dict[str, Any] | Unset = UNSET
        if not isinstance(self.retell_llm_dynamic_variables, Unset):
            retell_llm_dynamic_variables = self.retell_llm_dynamic_variables.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "agent_id": agent_id,
            }
        )
        if agent_version is not UNSET:
            field_dict["agent_version"] = agent_version
        if agent_override is not UNSET:
            field_dict["agent_override"] = agent_override
        if metadata is not UNSET:
            field_dict["metadata"] = metadata
        if retell_llm_dynamic_variables is not UNSET:
            field_dict["retell_llm_dynamic_variables"] = retell_llm_dynamic_variables

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.agent_override import AgentOverride  # noqa: PLC0415
        from ..models.dynamic_variables import DynamicVariables  # noqa: PLC0415
        from ..models.metadata import Metadata  # noqa: PLC0415

        d = dict(src_dict)
        agent_id = d.pop("agent_id")

        agent_version = d.pop("agent_version", UNSET)

        _agent_override = d.pop("agent_override", UNSET)
        agent_override: AgentOverride | Unset
        if isinstance(_agent_override, Unset):
            agent_override = UNSET
        else:
            agent_override = AgentOverride.from_dict(_agent_override)

        _metadata = d.pop("metadata", UNSET)
        metadata: Metadata | Unset
        if isinstance(_metadata, Unset):
            metadata = UNSET
        else:
            metadata = Metadata.from_dict(_metadata)

        _retell_llm_dynamic_variables = d.pop("retell_llm_dynamic_variables", UNSET)
        retell_llm_dynamic_variables: DynamicVariables | Unset
        if isinstance(_retell_llm_dynamic_variables, Unset):
            retell_llm_dynamic_variables = UNSET
        else:
            retell_llm_dynamic_variables = DynamicVariables.from_dict(_retell_llm_dynamic_variables)

        create_web_call_request = cls(
            agent_id=agent_id,
            agent_version=agent_version,
            agent_override=agent_override,
            metadata=metadata,
            retell_llm_dynamic_variables=retell_llm_dynamic_variables,
        )

        create_web_call_request.additional_properties = d
        return create_web_call_request

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
