from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.start_speaker import StartSpeaker
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.knowledge_base_config import KnowledgeBaseConfig
    from ..models.model_choice import ModelChoice


T = TypeVar("T", bound="ConversationFlowSettings")


@_attrs_define
class ConversationFlowSettings:
    """Settings of a conversation flow. Those left out keep their stored values."""

    begin_after_user_silence_ms: int | None | Unset = UNSET
    """ Silence of the user after which the agent begins all the same, in milliseconds. """
    start_speaker: StartSpeaker | Unset = UNSET
    """ A side of the call that may speak first. """
    model_choice: ModelChoice | Unset = UNSET
    """ The model that runs a conversation flow. """
    model_temperature: float | None | Unset = UNSET
    """ How much the model's replies vary. """
    tool_call_strict_mode: bool | None | Unset = UNSET
    """ Whether the model's tool calls must fit their schemas exactly. """
    knowledge_base_ids: list[str] | None | Unset = UNSET
    """ Ids of the knowledge bases to draw on. """
    kb_config: KnowledgeBaseConfig | Unset = UNSET
    """ How passages are picked from knowledge bases. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        begin_after_user_silence_ms: int | None | Unset
        if isinstance(self.begin_after_user_silence_ms, Unset):
            begin_after_user_silence_ms = UNSET
        else:
            begin_after_user_silence_ms = self.begin_after_user_silence_ms

        start_speaker: str | Unset = UNSET
        if not isinstance(self.start_speaker, Unset):
            start_speaker = self.start_speaker.value

        model_choice: dict[str, Any] | Unset = UNSET
        if not isinstance(self.model_choice, Unset):
            model_choice = self.model_choice.to_dict()

        model_temperature: float | None | Unset
        if isinstance(self.model_temperature, Unset):
            model_temperature = UNSET
        else:
            model_temperature = self.model_temperature

        tool_call_strict_mode: bool | None | Unset
        if isinstance(self.tool_call_strict_mode, Unset):
            tool_call_strict_mode = UNSET
        else:
            tool_call_strict_mode = self.tool_call_strict_mode

        knowledge_base_ids: list[str] | None | Unset
        if isinstance(self.knowledge_base_ids, Unset):
            knowledge_base_ids = UNSET
        elif isinstance(self.knowledge_base_ids, list):
            knowledge_base_ids = self.knowledge_base_ids

        else:
            knowledge_base_ids = self.knowledge_base_ids

        kb_config: dict[str, Any] | Unset = UNSET
        if not isinstance(self.kb_config, Unset):
            kb_config = self.kb_config.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if begin_after_user_silence_ms is not UNSET:
            field_dict["begin_after_user_silence_ms"] = begin_after_user_silence_ms
        if start_speaker is not UNSET:
            field_dict["start_speaker"] = start_speaker
        if model_choice is not UNSET:
            field_dict["model_choice"] = model_choice
        if model_temperature is not UNSET:
            field_dict["model_temperature"] = model_temperature
        if tool_call_strict_mode is not UNSET:
            field_dict["tool_call_strict_mode"] = tool_call_strict_mode
        if knowledge_base_ids is not UNSET:
            field_dict["knowledge_base_ids"] = knowledge_base_ids
        if kb_config is not UNSET:
            field_dict["kb_config"] = kb_config

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.knowledge_base_config import KnowledgeBaseConfig  # noqa: PLC0415
        from ..models.model_choice import ModelChoice  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_begin_after_user_silence_ms(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        begin_after_user_silence_ms = _parse_begin_after_user_silence_ms(d.pop("begin_after_user_silence_ms", UNSET))

        _start_speaker = d.pop("start_speaker", UNSET)
        start_speaker: StartSpeaker | Unset
        if isinstance(_start_speaker, Unset):
            start_speaker = UNSET
        else:
            start_speaker = StartSpeaker(_start_speaker)

        _model_choice = d.pop("model_choice", UNSET)
        model_choice: ModelChoice | Unset
        if isinstance(_model_choice, Unset):
            model_choice = UNSET
        else:
            model_choice = ModelChoice.from_dict(_model_choice)

        def _parse_model_temperature(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        model_temperature = _parse_model_temperature(d.pop("model_temperature", UNSET))

        def _parse_tool_call_strict_mode(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        tool_call_strict_mode = _parse_tool_call_strict_mode(d.pop("tool_call_strict_mode", UNSET))

        def _parse_knowledge_base_ids(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                knowledge_base_ids_type_0 = cast(list[str], data)

                return knowledge_base_ids_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        knowledge_base_ids = _parse_knowledge_base_ids(d.pop("knowledge_base_ids", UNSET))

        _kb_config = d.pop("kb_config", UNSET)
        kb_config: KnowledgeBaseConfig | Unset
        if isinstance(_kb_config, Unset):
            kb_config = UNSET
        else:
            kb_config = KnowledgeBaseConfig.from_dict(_kb_config)

        conversation_flow_settings = cls(
            begin_after_user_silence_ms=begin_after_user_silence_ms,
            start_speaker=start_speaker,
            model_choice=model_choice,
            model_temperature=model_temperature,
            tool_call_strict_mode=tool_call_strict_mode,
            knowledge_base_ids=knowledge_base_ids,
            kb_config=kb_config,
        )

        conversation_flow_settings.additional_properties = d
        return conversation_flow_settings

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
