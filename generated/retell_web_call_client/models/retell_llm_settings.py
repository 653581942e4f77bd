from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.llm_model import LlmModel
from ..models.speech_to_speech_model import SpeechToSpeechModel
from ..models.start_speaker import StartSpeaker
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.knowledge_base_config import KnowledgeBaseConfig


T = TypeVar("T", bound="RetellLlmSettings")


@_attrs_define
class RetellLlmSettings:
    """Settings of a Retell LLM. Those left out keep their stored values."""

    begin_message: None | str | Unset = UNSET
    """ The agent's first words; an empty string lets the user begin. """
    begin_after_user_silence_ms: int | None | Unset = UNSET
    """ Silence of the user after which the agent begins all the same, in milliseconds. """
    start_speaker: StartSpeaker | Unset = UNSET
    """ A side of the call that may speak first. """
    model: LlmModel | None | Unset = UNSET
    """ The language model; null leaves the choice to the server. """
    s2s_model: None | SpeechToSpeechModel | Unset = UNSET
    """ The speech-to-speech model to use in place of a language model; null for none. """
    model_temperature: float | Unset = UNSET
    """ How much the model's replies vary. """
    model_high_priority: bool | None | Unset = UNSET
    """ Whether to pay for lower and steadier latency of the model. """
    tool_call_strict_mode: bool | None | Unset = UNSET
    """ Whether the model's tool calls must fit their schemas exactly. """
    knowledge_base_ids: list[str] | None | Unset = UNSET
    """ Ids of the knowledge bases to draw on. """
    kb_config: KnowledgeBaseConfig | None | Unset = UNSET
    """ How passages are picked from the knowledge bases; null for the defaults. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.knowledge_base_config import KnowledgeBaseConfig  # noqa: PLC0415

        begin_message: None | str | Unset
        if isinstance(self.begin_message, Unset):
            begin_message = UNSET
        else:
            begin_message = self.begin_message

        begin_after_user_silence_ms: int | None | Unset
        if isinstance(self.begin_after_user_silence_ms, Unset):
            begin_after_user_silence_ms = UNSET
        else:
            begin_after_user_silence_ms = self.begin_after_user_silence_ms

        start_speaker: str | Unset = UNSET
        if not isinstance(self.start_speaker, Unset):
            start_speaker = self.start_speaker.value

        model: None | str | Unset
        if isinstance(self.model, Unset):
            model = UNSET
        elif isinstance(self.model, LlmModel):
            model = self.model.value
        else:
            model = self.model

        s2s_model: None | str | Unset
        if isinstance(self.s2s_model, Unset):
            s2s_model = UNSET
        elif isinstance(self.s2s_model, SpeechToSpeechModel):
            s2s_model = self.s2s_model.value
        else:
            s2s_model = self.s2s_model

        model_temperature = self.model_temperature

        model_high_priority: bool | None | Unset
        if isinstance(self.model_high_priority, Unset):
            model_high_priority = UNSET
        else:
            model_high_priority = self.model_high_priority

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

        kb_config: dict[str, Any] | None | Unset
        if isinstance(self.kb_config, Unset):
            kb_config = UNSET
        elif isinstance(self.kb_config, KnowledgeBaseConfig):
            kb_config = self.kb_config.to_dict()
        else:
            kb_config = self.kb_config

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if begin_message is not UNSET:
            field_dict["begin_message"] = begin_message
        if begin_after_user_silence_ms is not UNSET:
            field_dict["begin_after_user_silence_ms"] = begin_after_user_silence_ms
        if start_speaker is not UNSET:
            field_dict["start_speaker"] = start_speaker
        if model is not UNSET:
            field_dict["model"] = model
        if s2s_model is not UNSET:
            field_dict["s2s_model"] = s2s_model
        if model_temperature is not UNSET:
            field_dict["model_temperature"] = model_temperature
        if model_high_priority is not UNSET:
            field_dict["model_high_priority"] = model_high_priority
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

        d = dict(src_dict)

        def _parse_begin_message(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        begin_message = _parse_begin_message(d.pop("begin_message", UNSET))

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

        def _parse_model(data: object) -> LlmModel | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                model_type_0 = LlmModel(data)

                return model_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LlmModel | None | Unset, data)

        model = _parse_model(d.pop("model", UNSET))

        def _parse_s2s_model(data: object) -> None | SpeechToSpeechModel | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                s2s_model_type_0 = SpeechToSpeechModel(data)

                return s2s_model_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SpeechToSpeechModel | Unset, data)

        s2s_model = _parse_s2s_model(d.pop("s2s_model", UNSET))

        model_temperature = d.pop("model_temperature", UNSET)

        def _parse_model_high_priority(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        model_high_priority = _parse_model_high_priority(d.pop("model_high_priority", UNSET))

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

        def _parse_kb_config(data: object) -> KnowledgeBaseConfig | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                kb_config_type_0 = KnowledgeBaseConfig.from_dict(data)

                return kb_config_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(KnowledgeBaseConfig | None | Unset, data)

        kb_config = _parse_kb_config(d.pop("kb_config", UNSET))

        retell_llm_settings = cls(
            begin_message=begin_message,
            begin_after_user_silence_ms=begin_after_user_silence_ms,
            start_speaker=start_speaker,
            model=model,
            s2s_model=s2s_model,
            model_temperature=model_temperature,
            model_high_priority=model_high_priority,
            tool_call_strict_mode=tool_call_strict_mode,
            knowledge_base_ids=knowledge_base_ids,
            kb_config=kb_config,
        )

        retell_llm_settings.additional_properties = d
        return retell_llm_settings

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
