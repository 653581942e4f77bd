from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.ambient_sound import AmbientSound
from ..models.data_storage_setting import DataStorageSetting
from ..models.denoising_mode import DenoisingMode
from ..models.language import Language
from ..models.post_call_analysis_model import PostCallAnalysisModel
from ..models.stt_mode import SttMode
from ..models.vocab_specialization import VocabSpecialization
from ..models.voice_model import VoiceModel
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.boolean_analysis_field import BooleanAnalysisField
    from ..models.conversation_flow_engine import ConversationFlowEngine
    from ..models.custom_llm_engine import CustomLlmEngine
    from ..models.enum_analysis_field import EnumAnalysisField
    from ..models.number_analysis_field import NumberAnalysisField
    from ..models.pii_config import PiiConfig
    from ..models.pronunciation import Pronunciation
    from ..models.retell_llm_engine import RetellLlmEngine
    from ..models.string_analysis_field import StringAnalysisField
    from ..models.user_dtmf_options import UserDtmfOptions
    from ..models.voicemail_option import VoicemailOption


T = TypeVar("T", bound="AgentSettings")


@_attrs_define
class AgentSettings:
    """Settings of an agent. Those left out keep their stored values."""

    agent_name: None | str | Unset = UNSET
    """ Name of the agent, for your own reference. """
    webhook_url: None | str | Unset = UNSET
    """ Where call events are posted to. """
    webhook_timeout_ms: int | Unset = UNSET
    """ How long to wait for the webhook to answer, in milliseconds. """
    response_engine: ConversationFlowEngine | CustomLlmEngine | RetellLlmEngine | Unset = UNSET
    """ What produces an agent's replies; `type` says which kind it is. """
    voice_id: str | Unset = UNSET
    """ Id of the voice the agent speaks with. """
    voice_model: None | Unset | VoiceModel = UNSET
    """ Text-to-speech model for the voice; null lets the server choose. """
    fallback_voice_ids: list[str] | None | Unset = UNSET
    """ Ids of voices to try, in this order, when the provider of the first one fails. """
    voice_speed: float | Unset = UNSET
    """ How fast the agent speaks; 1 is the voice's own speed. """
    voice_temperature: float | Unset = UNSET
    """ How much the voice varies; lower is steadier. """
    volume: float | Unset = UNSET
    """ How loud the agent is; 1 is the voice's own loudness. """
    responsiveness: float | Unset = UNSET
    """ How readily the agent replies; lower waits longer. """
    interruption_sensitivity: float | Unset = UNSET
    """ How easily the user interrupts the agent; 0 means never. """
    enable_backchannel: bool | Unset = UNSET
    """ Whether the agent signals that it listens while the user speaks. """
    backchannel_frequency: float | Unset = UNSET
    """ How often the agent signals that it listens. """
    backchannel_words: list[str] | None | Unset = UNSET
    """ Words with which the agent signals that it listens. """
    reminder_trigger_ms: float | Unset = UNSET
    """ Silence of the user after which the agent speaks up again, in milliseconds. """
    reminder_max_count: int | Unset = UNSET
    """ How many times the agent speaks up into a silence. """
    ambient_sound: AmbientSound | None | Unset = UNSET
    """ Sound to play behind the call; null for none. """
    ambient_sound_volume: float | Unset = UNSET
    """ How loud the ambient sound is; 1 is its own loudness. """
    language: Language | Unset = UNSET
    """ A language and its region, or `multi` for several in one call. """
    boosted_keywords: list[str] | None | Unset = UNSET
    """ Words the transcriber should expect, such as names and brands. """
    data_storage_setting: DataStorageSetting | Unset = UNSET
    """ How much of a call is kept. """
    opt_in_signed_url: bool | Unset = UNSET
    """ Whether links to recordings and logs are signed and expire. """
    pronunciation_dictionary: list[Pronunciation] | None | Unset = UNSET
    """ How to say particular words. """
    normalize_for_speech: bool | Unset = UNSET
    """ Whether numbers, dates and currencies are spelled out before they are spoken. """
    end_call_after_silence_ms: int | Unset = UNSET
    """ Silence of the user after which the call ends, in milliseconds. """
    max_call_duration_ms: int | Unset = UNSET
    """ Longest time the call may take, in milliseconds. """
    voicemail_option: None | Unset | VoicemailOption = UNSET
    """ What to do when a voicemail answers; null lets the call go on. """
    post_call_analysis_data: (
        list[BooleanAnalysisField | EnumAnalysisField | NumberAnalysisField | StringAnalysisField] | None | Unset
    ) = UNSET
    """ What to find out from the transcript once the call has ended. """
    post_call_analysis_model: PostCallAnalysisModel | Unset = UNSET
    """ A model that analyses ended calls. """
    begin_message_delay_ms: int | Unset = UNSET
    """ Pause before the agent's first words, in milliseconds. """
    ring_duration_ms: int | Unset = UNSET
    """ How long to let it ring, in milliseconds. """
    stt_mode: SttMode | Unset = UNSET
    """ What speech-to-text favours. """
    vocab_specialization: VocabSpecialization | Unset = UNSET
    """ A vocabulary the transcriber can be tuned to. """
    allow_user_dtmf: bool | Unset = UNSET
    """ Whether the user's key presses are taken as input. """
    user_dtmf_options: None | Unset | UserDtmfOptions = UNSET
    """ How key presses are collected; null for the defaults. """
    denoising_mode: DenoisingMode | Unset = UNSET
    """ What is removed from the user's audio. """
    pii_config: PiiConfig | Unset = UNSET
    """ Scrubbing of personal data. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.boolean_analysis_field import BooleanAnalysisField  # noqa: PLC0415
        from ..models.custom_llm_engine import CustomLlmEngine  # noqa: PLC0415
        from ..models.enum_analysis_field import EnumAnalysisField  # noqa: PLC0415
        from ..models.retell_llm_engine import RetellLlmEngine  # noqa: PLC0415
        from ..models.string_analysis_field import StringAnalysisField  # noqa: PLC0415
        from ..models.user_dtmf_options import UserDtmfOptions  # noqa: PLC0415
        from ..models.voicemail_option import VoicemailOption  # noqa: PLC0415

        agent_name: None | str | Unset
        if isinstance(self.agent_name, Unset):
            agent_name = UNSET
        else:
            agent_name = self.agent_name

        webhook_url: None | str | Unset
        if isinstance(self.webhook_url, Unset):
            webhook_url = UNSET
        else:
            webhook_url = self.webhook_url

        webhook_timeout_ms = self.webhook_timeout_ms

        response_engine: dict[str, Any] | Unset
        if isinstance(self.response_engine, Unset):
            response_engine = UNSET
        elif isinstance(self.response_engine, RetellLlmEngine):
            response_engine = self.response_engine.to_dict()
        elif isinstance(self.response_engine, CustomLlmEngine):
            response_engine = self.response_engine.to_dict()
        else:
            response_engine = self.response_engine.to_dict()

        voice_id = self.voice_id

        voice_model: None | str | Unset
        if isinstance(self.voice_model, Unset):
            voice_model = UNSET
        elif isinstance(self.voice_model, VoiceModel):
            voice_model = self.voice_model.value
        else:
            voice_model = self.voice_model

        fallback_voice_ids: list[str] | None | Unset
        if isinstance(self.fallback_voice_ids, Unset):
            fallback_voice_ids = UNSET
        elif isinstance(self.fallback_voice_ids, list):
            fallback_voice_ids = self.fallback_voice_ids

        else:
            fallback_voice_ids = self.fallback_voice_ids

        voice_speed = self.voice_speed

        voice_temperature = self.voice_temperature

        volume = self.volume

        responsiveness = self.responsiveness

        interruption_sensitivity = self.interruption_sensitivity

        enable_backchannel = self.enable_backchannel

        backchannel_frequency = self.backchannel_frequency

        backchannel_words: list[str] | None | Unset
        if isinstance(self.backchannel_words, Unset):
            backchannel_words = UNSET
        elif isinstance(self.backchannel_words, list):
            backchannel_words = self.backchannel_words

        else:
            backchannel_words = self.backchannel_words

        reminder_trigger_ms = self.reminder_trigger_ms

        reminder_max_count = self.reminder_max_count

        ambient_sound: None | str | Unset
        if isinstance(self.ambient_sound, Unset):
            ambient_sound = UNSET
        elif isinstance(self.ambient_sound, AmbientSound):
            ambient_sound = self.ambient_sound.value
        else:
            ambient_sound = self.ambient_sound

        ambient_sound_volume = self.ambient_sound_volume

        language: str | Unset = UNSET
        if not isinstance(self.language, Unset):
            language = self.language.value

        boosted_keywords: list[str] | None | Unset
        if isinstance(self.boosted_keywords, Unset):
            boosted_keywords = UNSET
        elif isinstance(self.boosted_keywords, list):
            boosted_keywords = self.boosted_keywords

        else:
            boosted_keywords = self.boosted_keywords

        data_storage_setting: str | Unset = UNSET
        if not isinstance(self.data_storage_setting, Unset):
            data_storage_setting = self.data_storage_setting.value

        opt_in_signed_url = self.opt_in_signed_url

        pronunciation_dictionary: list[dict[str, Any]] | None | Unset
        if isinstance(self.pronunciation_dictionary, Unset):
            pronunciation_dictionary = UNSET
        elif isinstance(self.pronunciation_dictionary, list):
            pronunciation_dictionary = []
            for pronunciation_dictionary_type_0_item_data in self.pronunciation_dictionary:
                pronunciation_dictionary_type_0_item = pronunciation_dictionary_type_0_item_data.to_dict()
                pronunciation_dictionary.append(pronunciation_dictionary_type_0_item)

        else:
            pronunciation_dictionary = self.pronunciation_dictionary

        normalize_for_speech = self.normalize_for_speech

        end_call_after_silence_ms = self.end_call_after_silence_ms

        max_call_duration_ms = self.max_call_duration_ms

        voicemail_option: dict[str, Any] | None | Unset
        if isinstance(self.voicemail_option, Unset):
            voicemail_option = UNSET
        elif isinstance(self.voicemail_option, VoicemailOption):
            voicemail_option = self.voicemail_option.to_dict()
        else:
            voicemail_option = self.voicemail_option

        post_call_analysis_data: list[dict[str, Any]] | None | Unset
        if isinstance(self.post_call_analysis_data, Unset):
            post_call_analysis_data = UNSET
        elif isinstance(self.post_call_analysis_data, list):
            post_call_analysis_data = []
            for post_call_analysis_data_type_0_item_data in self.post_call_analysis_data:
                post_call_analysis_data_type_0_item: dict[str, Any]
                if isinstance(post_call_analysis_data_type_0_item_data, StringAnalysisField):
                    post_call_analysis_data_type_0_item = post_call_analysis_data_type_0_item_data.to_dict()
                elif isinstance(post_call_analysis_data_type_0_item_data, EnumAnalysisField):
                    post_call_analysis_data_type_0_item = post_call_analysis_data_type_0_item_data.to_dict()
                elif isinstance(post_call_analysis_data_type_0_item_data, BooleanAnalysisField):
                    post_call_analysis_data_type_0_item = post_call_analysis_data_type_0_item_data.to_dict()
                else:
                    post_call_analysis_data_type_0_item = post_call_analysis_data_type_0_item_data.to_dict()

                post_call_analysis_data.append(post_call_analysis_data_type_0_item)

        else:
            post_call_analysis_data = self.post_call_analysis_data

        post_call_analysis_model: str | Unset = UNSET
        if not isinstance(self.post_call_analysis_model, Unset):
            post_call_analysis_model = self.post_call_analysis_model.value

        begin_message_delay_ms = self.begin_message_delay_ms

        ring_duration_ms = self.ring_duration_ms

        stt_mode: str | Unset = UNSET
        if not isinstance(self.stt_mode, Unset):
            stt_mode = self.stt_mode.value

        vocab_specialization: str | Unset = UNSET
        if not isinstance(self.vocab_specialization, Unset):
            vocab_specialization = self.vocab_specialization.value

        allow_user_dtmf = self.allow_user_dtmf

        user_dtmf_options: dict[str, Any] | None | Unset
        if isinstance(self.user_dtmf_options, Unset):
            user_dtmf_options = UNSET
        elif isinstance(self.user_dtmf_options, UserDtmfOptions):
            user_dtmf_options = self.user_dtmf_options.to_dict()
        else:
            user_dtmf_options = self.user_dtmf_options

        denoising_mode: str | Unset = UNSET
        if not isinstance(self.denoising_mode, Unset):
            denoising_mode = self.denoising_mode.value

        pii_config: dict[str, Any] | Unset = UNSET
        if not isinstance(self.pii_config, Unset):
            pii_config = self.pii_config.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if agent_name is not UNSET:
            field_dict["agent_name"] = agent_name
        if webhook_url is not UNSET:
            field_dict["webhook_url"] = webhook_url
        if webhook_timeout_ms is not UNSET:
            field_dict["webhook_timeout_ms"] = webhook_timeout_ms
        if response_engine is not UNSET:
            field_dict["response_engine"] = response_engine
        if voice_id is not UNSET:
            field_dict["voice_id"] = voice_id
        if voice_model is not UNSET:
            field_dict["voice_model"] = voice_model
        if fallback_voice_ids is not UNSET:
            field_dict["fallback_voice_ids"] = fallback_voice_ids
        if voice_speed is not UNSET:
            field_dict["voice_speed"] = voice_speed
        if voice_temperature is not UNSET:
            field_dict["voice_temperature"] = voice_temperature
        if volume is not UNSET:
            field_dict["volume"] = volume
        if responsiveness is not UNSET:
            field_dict["responsiveness"] = responsiveness
        if interruption_sensitivity is not UNSET:
            field_dict["interruption_sensitivity"] = interruption_sensitivity
        if enable_backchannel is not UNSET:
            field_dict["enable_backchannel"] = enable_backchannel
        if backchannel_frequency is not UNSET:
            field_dict["backchannel_frequency"] = backchannel_frequency
        if backchannel_words is not UNSET:
            field_dict["backchannel_words"] = backchannel_words
        if reminder_trigger_ms is not UNSET:
            field_dict["reminder_trigger_ms"] = reminder_trigger_ms
        if reminder_max_count is not UNSET:
            field_dict["reminder_max_count"] = reminder_max_count
        if ambient_sound is not UNSET:
            field_dict["ambient_sound"] = ambient_sound
        if ambient_sound_volume is not UNSET:
            field_dict["ambient_sound_volume"] = ambient_sound_volume
        if language is not UNSET:
            field_dict["language"] = language
        if boosted_keywords is not UNSET:
            field_dict["boosted_keywords"] = boosted_keywords
        if data_storage_setting is not UNSET:
            field_dict["data_storage_setting"] = data_storage_setting
        if opt_in_signed_url is not UNSET:
            field_dict["opt_in_signed_url"] = opt_in_signed_url
        if pronunciation_dictionary is not UNSET:
            field_dict["pronunciation_dictionary"] = pronunciation_dictionary
        if normalize_for_speech is not UNSET:
            field_dict["normalize_for_speech"] = normalize_for_speech
        if end_call_after_silence_ms is not UNSET:
            field_dict["end_call_after_silence_ms"] = end_call_after_silence_ms
        if max_call_duration_ms is not UNSET:
            field_dict["max_call_duration_ms"] = max_call_duration_ms
        if voicemail_option is not UNSET:
            field_dict["voicemail_option"] = voicemail_option
        if post_call_analysis_data is not UNSET:
            field_dict["post_call_analysis_data"] = post_call_analysis_data
        if post_call_analysis_model is not UNSET:
            field_dict["post_call_analysis_model"] = post_call_analysis_model
        if begin_message_delay_ms is not UNSET:
            field_dict["begin_message_delay_ms"] = begin_message_delay_ms
        if ring_duration_ms is not UNSET:
            field_dict["ring_duration_ms"] = ring_duration_ms
        if stt_mode is not UNSET:
            field_dict["stt_mode"] = stt_mode
        if vocab_specialization is not UNSET:
            field_dict["vocab_specialization"] = vocab_specialization
        if allow_user_dtmf is not UNSET:
            field_dict["allow_user_dtmf"] = allow_user_dtmf
        if user_dtmf_options is not UNSET:
            field_dict["user_dtmf_options"] = user_dtmf_options
        if denoising_mode is not UNSET:
            field_dict["denoising_mode"] = denoising_mode
        if pii_config is not UNSET:
            field_dict["pii_config"] = pii_config

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.boolean_analysis_field import BooleanAnalysisField  # noqa: PLC0415
        from ..models.conversation_flow_engine import ConversationFlowEngine  # noqa: PLC0415
        from ..models.custom_llm_engine import CustomLlmEngine  # noqa: PLC0415
        from ..models.enum_analysis_field import EnumAnalysisField  # noqa: PLC0415
        from ..models.number_analysis_field import NumberAnalysisField  # noqa: PLC0415
        from ..models.pii_config import PiiConfig  # noqa: PLC0415
        from ..models.pronunciation import Pronunciation  # noqa: PLC0415
        from ..models.retell_llm_engine import RetellLlmEngine  # noqa: PLC0415
        from ..models.string_analysis_field import StringAnalysisField  # noqa: PLC0415
        from ..models.user_dtmf_options import UserDtmfOptions  # noqa: PLC0415
        from ..models.voicemail_option import VoicemailOption  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_agent_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        agent_name = _parse_agent_name(d.pop("agent_name", UNSET))

        def _parse_webhook_url(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        webhook_url = _parse_webhook_url(d.pop("webhook_url", UNSET))

        webhook_timeout_ms = d.pop("webhook_timeout_ms", UNSET)

        def _parse_response_engine(data: object) -> ConversationFlowEngine | CustomLlmEngine | RetellLlmEngine | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_response_engine_type_0 = RetellLlmEngine.from_dict(data)

                return componentsschemas_response_engine_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_response_engine_type_1 = CustomLlmEngine.from_dict(data)

                return componentsschemas_response_engine_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            componentsschemas_response_engine_type_2 = ConversationFlowEngine.from_dict(data)

            return componentsschemas_response_engine_type_2

        response_engine = _parse_response_engine(d.pop("response_engine", UNSET))

        voice_id = d.pop("voice_id", UNSET)

        def _parse_voice_model(data: object) -> None | Unset | VoiceModel:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                voice_model_type_0 = VoiceModel(data)

                return voice_model_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | VoiceModel, data)

        voice_model = _parse_voice_model(d.pop("voice_model", UNSET))

        def _parse_fallback_voice_ids(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                fallback_voice_ids_type_0 = cast(list[str], data)

                return fallback_voice_ids_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        fallback_voice_ids = _parse_fallback_voice_ids(d.pop("fallback_voice_ids", UNSET))

        voice_speed = d.pop("voice_speed", UNSET)

        voice_temperature = d.pop("voice_temperature", UNSET)

        volume = d.pop("volume", UNSET)

        responsiveness = d.pop("responsiveness", UNSET)

        interruption_sensitivity = d.pop("interruption_sensitivity", UNSET)

        enable_backchannel = d.pop("enable_backchannel", UNSET)

        backchannel_frequency = d.pop("backchannel_frequency", UNSET)

        def _parse_backchannel_words(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                backchannel_words_type_0 = cast(list[str], data)

                return backchannel_words_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        backchannel_words = _parse_backchannel_words(d.pop("backchannel_words", UNSET))

        reminder_trigger_ms = d.pop("reminder_trigger_ms", UNSET)

        reminder_max_count = d.pop("reminder_max_count", UNSET)

        def _parse_ambient_sound(data: object) -> AmbientSound | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ambient_sound_type_0 = AmbientSound(data)

                return ambient_sound_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AmbientSound | None | Unset, data)

        ambient_sound = _parse_ambient_sound(d.pop("ambient_sound", UNSET))

        ambient_sound_volume = d.pop("ambient_sound_volume", UNSET)

        _language = d.pop("language", UNSET)
        language: Language | Unset
        if isinstance(_language, Unset):
            language = UNSET
        else:
            language = Language(_language)

        def _parse_boosted_keywords(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                boosted_keywords_type_0 = cast(list[str], data)

                return boosted_keywords_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        boosted_keywords = _parse_boosted_keywords(d.pop("boosted_keywords", UNSET))

        _data_storage_setting = d.pop("data_storage_setting", UNSET)
        data_storage_setting: DataStorageSetting | Unset
        if isinstance(_data_storage_setting, Unset):
            data_storage_setting = UNSET
        else:
            data_storage_setting = DataStorageSetting(_data_storage_setting)

        opt_in_signed_url = d.pop("opt_in_signed_url", UNSET)

        def _parse_pronunciation_dictionary(data: object) -> list[Pronunciation] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                pronunciation_dictionary_type_0 = []
                _pronunciation_dictionary_type_0 = data
                for pronunciation_dictionary_type_0_item_data in _pronunciation_dictionary_type_0:
                    pronunciation_dictionary_type_0_item = Pronunciation.from_dict(
                        pronunciation_dictionary_type_0_item_data
                    )

                    pronunciation_dictionary_type_0.append(pronunciation_dictionary_type_0_item)

                return pronunciation_dictionary_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[Pronunciation] | None | Unset, data)

        pronunciation_dictionary = _parse_pronunciation_dictionary(d.pop("pronunciation_dictionary", UNSET))

        normalize_for_speech = d.pop("normalize_for_speech", UNSET)

        end_call_after_silence_ms = d.pop("end_call_after_silence_ms", UNSET)

        max_call_duration_ms = d.pop("max_call_duration_ms", UNSET)

        def _parse_voicemail_option(data: object) -> None | Unset | VoicemailOption:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                voicemail_option_type_0 = VoicemailOption.from_dict(data)

                return voicemail_option_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | VoicemailOption, data)

        voicemail_option = _parse_voicemail_option(d.pop("voicemail_option", UNSET))

        def _parse_post_call_analysis_data(
            data: object,
        ) -> list[BooleanAnalysisField | EnumAnalysisField | NumberAnalysisField | StringAnalysisField] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                post_call_analysis_data_type_0 = []
                _post_call_analysis_data_type_0 = data
                for post_call_analysis_data_type_0_item_data in _post_call_analysis_data_type_0:

                    def _parse_post_call_analysis_data_type_0_item(
                        data: object,
                    ) -> BooleanAnalysisField | EnumAnalysisField | NumberAnalysisField | StringAnalysisField:
                        try:
                            if not isinstance(data, dict):
                                raise TypeError()
                            componentsschemas_post_call_analysis_field_type_0 = StringAnalysisField.from_dict(data)

                            return componentsschemas_post_call_analysis_field_type_0
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        try:
                            if not isinstance(data, dict):
                                raise TypeError()
                            componentsschemas_post_call_analysis_field_type_1 = EnumAnalysisField.from_dict(data)

                            return componentsschemas_post_call_analysis_field_type_1
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        try:
                            if not isinstance(data, dict):
                                raise TypeError()
                            componentsschemas_post_call_analysis_field_type_2 = BooleanAnalysisField.from_dict(data)

                            return componentsschemas_post_call_analysis_field_type_2
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        if not isinstance(data, dict):
                            raise TypeError()
                        componentsschemas_post_call_analysis_field_type_3 = NumberAnalysisField.from_dict(data)

                        return componentsschemas_post_call_analysis_field_type_3

                    post_call_analysis_data_type_0_item = _parse_post_call_analysis_data_type_0_item(
                        post_call_analysis_data_type_0_item_data
                    )

                    post_call_analysis_data_type_0.append(post_call_analysis_data_type_0_item)

                return post_call_analysis_data_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                list[BooleanAnalysisField | EnumAnalysisField | NumberAnalysisField | StringAnalysisField]
                | None
                | Unset,
                data,
            )

        post_call_analysis_data = _parse_post_call_analysis_data(d.pop("post_call_analysis_data", UNSET))

        _post_call_analysis_model = d.pop("post_call_analysis_model", UNSET)
        post_call_analysis_model: PostCallAnalysisModel | Unset
        if isinstance(_post_call_analysis_model, Unset):
            post_call_analysis_model = UNSET
        else:
            post_call_analysis_model = PostCallAnalysisModel(_post_call_analysis_model)

        begin_message_delay_ms = d.pop("begin_message_delay_ms", UNSET)

        ring_duration_ms = d.pop("ring_duration_ms", UNSET)

        _stt_mode = d.pop("stt_mode", UNSET)
        stt_mode: SttMode | Unset
        if isinstance(_stt_mode, Unset):
            stt_mode = UNSET
        else:
            stt_mode = SttMode(_stt_mode)

        _vocab_specialization = d.pop("vocab_specialization", UNSET)
        vocab_specialization: VocabSpecialization | Unset
        if isinstance(_vocab_specialization, Unset):
            vocab_specialization = UNSET
        else:
            vocab_specialization = VocabSpecialization(_vocab_specialization)

        allow_user_dtmf = d.pop("allow_user_dtmf", UNSET)

        def _parse_user_dtmf_options(data: object) -> None | Unset | UserDtmfOptions:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                user_dtmf_options_type_0 = UserDtmfOptions.from_dict(data)

                return user_dtmf_options_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UserDtmfOptions, data)

        user_dtmf_options = _parse_user_dtmf_options(d.pop("user_dtmf_options", UNSET))

        _denoising_mode = d.pop("denoising_mode", UNSET)
        denoising_mode: DenoisingMode | Unset
        if isinstance(_denoising_mode, Unset):
            denoising_mode = UNSET
        else:
            denoising_mode = DenoisingMode(_denoising_mode)

        _pii_config = d.pop("pii_config", UNSET)
        pii_config: PiiConfig | Unset
        if isinstance(_pii_config, Unset):
            pii_config = UNSET
        else:
            pii_config = PiiConfig.from_dict(_pii_config)

        agent_settings = cls(
            agent_name=agent_name,
            webhook_url=webhook_url,
            webhook_timeout_ms=webhook_timeout_ms,
            response_engine=response_engine,
            voice_id=voice_id,
            voice_model=voice_model,
            fallback_voice_ids=fallback_voice_ids,
            voice_speed=voice_speed,
            voice_temperature=voice_temperature,
            volume=volume,
            responsiveness=responsiveness,
            interruption_sensitivity=interruption_sensitivity,
            enable_backchannel=enable_backchannel,
            backchannel_frequency=backchannel_frequency,
            backchannel_words=backchannel_words,
            reminder_trigger_ms=reminder_trigger_ms,
            reminder_max_count=reminder_max_count,
            ambient_sound=ambient_sound,
            ambient_sound_volume=ambient_sound_volume,
            language=language,
            boosted_keywords=boosted_keywords,
            data_storage_setting=data_storage_setting,
            opt_in_signed_url=opt_in_signed_url,
            pronunciation_dictionary=pronunciation_dictionary,
            normalize_for_speech=normalize_for_speech,
            end_call_after_silence_ms=end_call_after_silence_ms,
            max_call_duration_ms=max_call_duration_ms,
            voicemail_option=voicemail_option,
            post_call_analysis_data=post_call_analysis_data,
            post_call_analysis_model=post_call_analysis_model,
            begin_message_delay_ms=begin_message_delay_ms,
            ring_duration_ms=ring_duration_ms,
            stt_mode=stt_mode,
            vocab_specialization=vocab_specialization,
            allow_user_dtmf=allow_user_dtmf,
            user_dtmf_options=user_dtmf_options,
            denoising_mode=denoising_mode,
            pii_config=pii_config,
        )

        agent_settings.additional_properties = d
        return agent_settings

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
