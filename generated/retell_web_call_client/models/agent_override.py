from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.agent_settings import AgentSettings
    from ..models.conversation_flow_settings import ConversationFlowSettings
    from ..models.retell_llm_settings import RetellLlmSettings


T = TypeVar("T", bound="AgentOverride")


@_attrs_define
class AgentOverride:
    """Settings that apply to one call instead of the stored ones, grouped by what they belong to."""

    agent: AgentSettings | Unset = UNSET
    """ Settings of an agent. Those left out keep their stored values. """
    retell_llm: RetellLlmSettings | Unset = UNSET
    """ Settings of a Retell LLM. Those left out keep their stored values. """
    conversation_flow: ConversationFlowSettings | Unset = UNSET
    """ Settings of a conversation flow. Those left out keep their stored values. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        agent: dict[str, Any] | Unset = UNSET
        if not isinstance(self.agent, Unset):
            agent = self.agent.to_dict()

        retell_llm: dict[str, Any] | Unset = UNSET
        if not isinstance(self.retell_llm, Unset):
            retell_llm = self.retell_llm.to_dict()

        conversation_flow: dict[str, Any] | Unset = UNSET
        if not isinstance(self.conversation_flow, Unset):
            conversation_flow = self.conversation_flow.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if agent is not UNSET:
            field_dict["agent"] = agent
        if retell_llm is not UNSET:
            field_dict["retell_llm"] = retell_llm
        if conversation_flow is not UNSET:
            field_dict["conversation_flow"] = conversation_flow

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.agent_settings import AgentSettings  # noqa: PLC0415
        from ..models.conversation_flow_settings import ConversationFlowSettings  # noqa: PLC0415
        from ..models.retell_llm_settings import RetellLlmSettings  # noqa: PLC0415

        d = dict(src_dict)
        _agent = d.pop("agent", UNSET)
        agent: AgentSettings | Unset
        if isinstance(_agent, Unset):
            agent = UNSET
        else:
            agent = AgentSettings.from_dict(_agent)

        _retell_llm = d.pop("retell_llm", UNSET)
        retell_llm: RetellLlmSettings | Unset
        if isinstance(_retell_llm, Unset):
            retell_llm = UNSET
        else:
            retell_llm = RetellLlmSettings.from_dict(_retell_llm)

        _conversation_flow = d.pop("conversation_flow", UNSET)
        conversation_flow: ConversationFlowSettings | Unset
        if isinstance(_conversation_flow, Unset):
            conversation_flow = UNSET
        else:
            conversation_flow = ConversationFlowSettings.from_dict(_conversation_flow)

        agent_override = cls(
            agent=agent,
            retell_llm=retell_llm,
            conversation_flow=conversation_flow,
        )

        agent_override.additional_properties = d
        return agent_override

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
