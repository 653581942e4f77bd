from __future__ import annotations

from collections.abc import Sequence
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
    enum_of,
    first_of,
    leftover,
    list_of,
    mismatch,
    nullable,
    read_bool,
    read_int,
    read_number,
    read_str,
    tag_of,
    take,
    unknown_variant,
    variant,
)


def _response_engine_of(
    value: _models.ResponseEngine | _models.ResponseEngineDict | Unset,
) -> _models.ResponseEngine | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "response_engine", lambda: _read_response_engine)


def _contact_memory_config_of(
    value: _models.ContactMemoryConfig | _models.ContactMemoryConfigDict | Unset,
) -> _models.ContactMemoryConfig | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "contact_memory_config", lambda: _models.ContactMemoryConfig.from_json)


def _pronunciation_dictionary_of(
    value: Sequence[_models.Pronunciation | _models.PronunciationDict] | None | Unset,
) -> list[_models.Pronunciation] | None | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "pronunciation_dictionary", lambda: nullable(list_of(_models.Pronunciation.from_json)))


def _handbook_config_of(
    value: _models.HandbookConfig | _models.HandbookConfigDict | Unset,
) -> _models.HandbookConfig | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "handbook_config", lambda: _models.HandbookConfig.from_json)


def _guardrail_config_of(
    value: _models.GuardrailConfig | _models.GuardrailConfigDict | Unset,
) -> _models.GuardrailConfig | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "guardrail_config", lambda: _models.GuardrailConfig.from_json)


def _voicemail_option_of(
    value: _models.VoicemailOption | _models.VoicemailOptionDict | None | Unset,
) -> _models.VoicemailOption | None | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "voicemail_option", lambda: nullable(_models.VoicemailOption.from_json))


def _ivr_option_of(
    value: _models.IvrOption | _models.IvrOptionDict | None | Unset,
) -> _models.IvrOption | None | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "ivr_option", lambda: nullable(_models.IvrOption.from_json))


def _call_screening_option_of(
    value: _models.CallScreeningOption | _models.CallScreeningOptionDict | None | Unset,
) -> _models.CallScreeningOption | None | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "call_screening_option", lambda: nullable(_models.CallScreeningOption.from_json))


def _pre_session_tools_of(
    value: Sequence[_models.PreSessionTool | _models.PreSessionToolDict] | None | Unset,
) -> list[_models.PreSessionTool] | None | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "pre_session_tools", lambda: nullable(list_of(_read_pre_session_tool)))


def _post_session_tools_of(
    value: Sequence[_models.PostSessionTool | _models.PostSessionToolDict] | None | Unset,
) -> list[_models.PostSessionTool] | None | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "post_session_tools", lambda: nullable(list_of(_read_post_session_tool)))


def _post_call_analysis_data_of(
    value: Sequence[_models.PostCallAnalysisField | _models.PostCallAnalysisFieldDict] | None | Unset,
) -> list[_models.PostCallAnalysisField] | None | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "post_call_analysis_data", lambda: nullable(list_of(_read_post_call_analysis_field)))


def _custom_stt_config_of(
    value: _models.CustomSttConfig | _models.CustomSttConfigDict | None | Unset,
) -> _models.CustomSttConfig | None | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "custom_stt_config", lambda: nullable(_models.CustomSttConfig.from_json))


def _user_dtmf_options_of(
    value: _models.UserDtmfOptions | _models.UserDtmfOptionsDict | None | Unset,
) -> _models.UserDtmfOptions | None | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "user_dtmf_options", lambda: nullable(_models.UserDtmfOptions.from_json))


def _pii_config_of(
    value: _models.PiiConfig | _models.PiiConfigDict | Unset,
) -> _models.PiiConfig | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "pii_config", lambda: _models.PiiConfig.from_json)


@_attrs_define(kw_only=True, repr=False, on_setattr=_as_given)
class AgentSettings(Model):
    """Settings of an agent. Those left out keep their stored values.

    Args:
        agent_name: Name of the agent, for your own reference.
        webhook_url: URL that call events are posted to.
        webhook_timeout_ms: Longest wait for the webhook's response, in milliseconds.
        webhook_events: The events to post to the webhook; null for `call_started`, `call_ended` and
            `call_analyzed`.
        version_title: Title of the agent's version, for your own reference.
        version_description: Description of the agent's version, for your own reference.
        response_engine: Source of the agent's replies.
        voice_id: Id of the voice the agent speaks with.
        voice_model: Text-to-speech model for the voice; null lets the server choose.
        voice_emotion: The mood of the voice; null for none. The vendor no longer documents it.
        enable_expressive_mode: If true, the agent may put expressive tags into what it says.
        expressive_emotion_tags: The expressive tags that the agent is taught; an empty list teaches it none in
            particular.
        expressive_mode_prompt: Prompt for expressive speech; null or nothing for the vendor's own prompt.
        fallback_voice_ids: Ids of voices to try, in this order, when the provider of the first one fails.
        voice_speed: Speed of the agent's speech; 1 is the voice's own speed. 0.5 to 2.
        enable_dynamic_voice_speed: If true, the agent's speed follows how fast the user speaks.
        voice_temperature: Variation of the voice; lower is steadier. 0 to 2.
        volume: Loudness of the agent; 1 is the voice's own. 0 to 2.
        responsiveness: Readiness of the agent to reply; lower waits longer. 0 to 1.
        enable_dynamic_responsiveness: If true, the agent's readiness to reply follows how the user speaks.
        interruption_sensitivity: Sensitivity to interruptions by the user; 0 means that the agent is never
            interrupted. 0 to 1.
        enable_backchannel: If true, the agent signals that it listens while the user speaks.
        backchannel_frequency: Frequency of the signals that the agent listens. 0 to 1.
        backchannel_words: Words with which the agent signals that it listens.
        reminder_trigger_ms: Silence of the user after which the agent speaks up again, in milliseconds. Above 0.
        reminder_max_count: Number of times that the agent speaks up during a silence. At least 0.
        ambient_sound: Sound to play behind the call; null for none.
        ambient_sound_volume: Loudness of the ambient sound; 1 is its own. 0 to 2.
        language: The language the agent listens for and speaks, or several of them.
        boosted_keywords: Words the transcriber should expect, such as names and brands.
        data_storage_setting: Extent to which the call is stored.
        data_storage_retention_days: Days that the call is stored; null stores it for good. 1 to 730.
        opt_in_signed_url: If true, links to recordings and logs are signed and expire.
        signed_url_expiration_ms: Lifetime of a signed link, in milliseconds; null for 24 hours.
        contact_memory_config: Memory of the person that the agent speaks to.
        pronunciation_dictionary: Pronunciation of particular words.
        normalize_for_speech: If true, numbers, dates and currencies are spelled out before they are spoken. The
            vendor no longer documents it; see `speech_normalization` of the handbook.
        handbook_config: Ready-made ways to behave, each of which can be switched on or off.
        guardrail_config: Topics that the agent keeps away from.
        timezone: The agent's time zone by its IANA name; null for America/Los_Angeles.
        end_call_after_silence_ms: Silence of the user after which the call ends, in milliseconds. At least 10000.
        max_call_duration_ms: Longest time the call may take, in milliseconds. 60000 to 7200000.
        voicemail_option: Action when a voicemail answers; null lets the call go on.
        ivr_option: Action when a phone menu answers; null lets the call go on.
        call_screening_option: Response to somebody who screens calls; null for nothing in particular.
        enable_dnc_detection: If true, the agent ends the call, as `user_requested_dnc`, if the user wants no more
            calls.
        pre_session_tools: Tools that run before the agent's first words; null for none.
        post_session_tools: Tools that run after the analysis of the ended call; null for none.
        post_call_analysis_data: Data to extract from the transcript once the call has ended.
        post_call_analysis_model: The model that analyses the ended call; null lets the server choose.
        begin_message_delay_ms: Pause before the agent's first words, in milliseconds. 0 to 5000.
        ring_duration_ms: Longest ringing, in milliseconds. 5000 to 300000.
        stt_mode: Priority of transcription, speed or accuracy, or as in `custom_stt_config`.
        custom_stt_config: Provider and settings of transcription, if `stt_mode` is `custom`; null for none.
        vocab_specialization: The vocabulary the transcriber is tuned to.
        allow_user_dtmf: If true, the user's key presses are taken as input.
        allow_dtmf_interruption: If true, a key press interrupts the agent even if `interruption_sensitivity` is 0.
        user_dtmf_options: Settings for collecting key presses; null for the defaults.
        denoising_mode: Noise that is removed from the user's audio.
        denoising_enhancement_level: Strength with which background speech is removed, with
            `noise-and-background-speech-cancellation` alone. With 0 it is not removed; null removes the stored
            value. 0 to 1.
        pii_config: Kinds of personal data that are removed from stored data.

    """

    _NAMES: ClassVar = frozenset(
        {
            "agent_name",
            "webhook_url",
            "webhook_timeout_ms",
            "webhook_events",
            "version_title",
            "version_description",
            "response_engine",
            "voice_id",
            "voice_model",
            "voice_emotion",
            "enable_expressive_mode",
            "expressive_emotion_tags",
            "expressive_mode_prompt",
            "fallback_voice_ids",
            "voice_speed",
            "enable_dynamic_voice_speed",
            "voice_temperature",
            "volume",
            "responsiveness",
            "enable_dynamic_responsiveness",
            "interruption_sensitivity",
            "enable_backchannel",
            "backchannel_frequency",
            "backchannel_words",
            "reminder_trigger_ms",
            "reminder_max_count",
            "ambient_sound",
            "ambient_sound_volume",
            "language",
            "boosted_keywords",
            "data_storage_setting",
            "data_storage_retention_days",
            "opt_in_signed_url",
            "signed_url_expiration_ms",
            "contact_memory_config",
            "pronunciation_dictionary",
            "normalize_for_speech",
            "handbook_config",
            "guardrail_config",
            "timezone",
            "end_call_after_silence_ms",
            "max_call_duration_ms",
            "voicemail_option",
            "ivr_option",
            "call_screening_option",
            "enable_dnc_detection",
            "pre_session_tools",
            "post_session_tools",
            "post_call_analysis_data",
            "post_call_analysis_model",
            "begin_message_delay_ms",
            "ring_duration_ms",
            "stt_mode",
            "custom_stt_config",
            "vocab_specialization",
            "allow_user_dtmf",
            "allow_dtmf_interruption",
            "user_dtmf_options",
            "denoising_mode",
            "denoising_enhancement_level",
            "pii_config",
        }
    )

    agent_name: str | None | Unset = UNSET
    """Name of the agent, for your own reference."""
    webhook_url: str | None | Unset = UNSET
    """URL that call events are posted to."""
    webhook_timeout_ms: int | Unset = UNSET
    """Longest wait for the webhook's response, in milliseconds."""
    webhook_events: list[_models.WebhookEvent | str] | None | Unset = UNSET
    """The events to post to the webhook; null for `call_started`, `call_ended` and `call_analyzed`."""
    version_title: str | None | Unset = UNSET
    """Title of the agent's version, for your own reference."""
    version_description: str | None | Unset = UNSET
    """Description of the agent's version, for your own reference."""
    response_engine: _models.ResponseEngine | Unset = _attrs_field(default=UNSET, converter=_response_engine_of)
    """Source of the agent's replies."""
    voice_id: str | Unset = UNSET
    """Id of the voice the agent speaks with."""
    voice_model: _models.VoiceModel | str | None | Unset = UNSET
    """Text-to-speech model for the voice; null lets the server choose."""
    voice_emotion: _models.VoiceEmotion | str | None | Unset = UNSET
    """The mood of the voice; null for none. The vendor no longer documents it."""
    enable_expressive_mode: bool | Unset = UNSET
    """If true, the agent may put expressive tags into what it says."""
    expressive_emotion_tags: list[_models.ExpressiveEmotionTag | str] | Unset = UNSET
    """The expressive tags that the agent is taught; an empty list teaches it none in particular."""
    expressive_mode_prompt: str | None | Unset = UNSET
    """Prompt for expressive speech; null or nothing for the vendor's own prompt."""
    fallback_voice_ids: list[str] | None | Unset = UNSET
    """Ids of voices to try, in this order, when the provider of the first one fails."""
    voice_speed: float | Unset = UNSET
    """Speed of the agent's speech; 1 is the voice's own speed. 0.5 to 2."""
    enable_dynamic_voice_speed: bool | Unset = UNSET
    """If true, the agent's speed follows how fast the user speaks."""
    voice_temperature: float | Unset = UNSET
    """Variation of the voice; lower is steadier. 0 to 2."""
    volume: float | Unset = UNSET
    """Loudness of the agent; 1 is the voice's own. 0 to 2."""
    responsiveness: float | Unset = UNSET
    """Readiness of the agent to reply; lower waits longer. 0 to 1."""
    enable_dynamic_responsiveness: bool | Unset = UNSET
    """If true, the agent's readiness to reply follows how the user speaks."""
    interruption_sensitivity: float | Unset = UNSET
    """Sensitivity to interruptions by the user; 0 means that the agent is never interrupted. 0 to 1."""
    enable_backchannel: bool | Unset = UNSET
    """If true, the agent signals that it listens while the user speaks."""
    backchannel_frequency: float | Unset = UNSET
    """Frequency of the signals that the agent listens. 0 to 1."""
    backchannel_words: list[str] | None | Unset = UNSET
    """Words with which the agent signals that it listens."""
    reminder_trigger_ms: float | Unset = UNSET
    """Silence of the user after which the agent speaks up again, in milliseconds. Above 0."""
    reminder_max_count: int | Unset = UNSET
    """Number of times that the agent speaks up during a silence. At least 0."""
    ambient_sound: _models.AmbientSound | str | None | Unset = UNSET
    """Sound to play behind the call; null for none."""
    ambient_sound_volume: float | Unset = UNSET
    """Loudness of the ambient sound; 1 is its own. 0 to 2."""
    language: _models.Language | str | list[_models.Language | str] | Unset = UNSET
    """The language the agent listens for and speaks, or several of them."""
    boosted_keywords: list[str] | None | Unset = UNSET
    """Words the transcriber should expect, such as names and brands."""
    data_storage_setting: _models.DataStorageSetting | str | Unset = UNSET
    """Extent to which the call is stored."""
    data_storage_retention_days: int | None | Unset = UNSET
    """Days that the call is stored; null stores it for good. 1 to 730."""
    opt_in_signed_url: bool | Unset = UNSET
    """If true, links to recordings and logs are signed and expire."""
    signed_url_expiration_ms: int | None | Unset = UNSET
    """Lifetime of a signed link, in milliseconds; null for 24 hours."""
    contact_memory_config: _models.ContactMemoryConfig | Unset = _attrs_field(
        default=UNSET, converter=_contact_memory_config_of
    )
    """Memory of the person that the agent speaks to."""
    pronunciation_dictionary: list[_models.Pronunciation] | None | Unset = _attrs_field(
        default=UNSET, converter=_pronunciation_dictionary_of
    )
    """Pronunciation of particular words."""
    normalize_for_speech: bool | Unset = UNSET
    """If true, numbers, dates and currencies are spelled out before they are spoken. The vendor no longer
    documents it; see `speech_normalization` of the handbook.
    """
    handbook_config: _models.HandbookConfig | Unset = _attrs_field(default=UNSET, converter=_handbook_config_of)
    """Ready-made ways to behave, each of which can be switched on or off."""
    guardrail_config: _models.GuardrailConfig | Unset = _attrs_field(default=UNSET, converter=_guardrail_config_of)
    """Topics that the agent keeps away from."""
    timezone: str | None | Unset = UNSET
    """The agent's time zone by its IANA name; null for America/Los_Angeles."""
    end_call_after_silence_ms: int | Unset = UNSET
    """Silence of the user after which the call ends, in milliseconds. At least 10000."""
    max_call_duration_ms: int | Unset = UNSET
    """Longest time the call may take, in milliseconds. 60000 to 7200000."""
    voicemail_option: _models.VoicemailOption | None | Unset = _attrs_field(
        default=UNSET, converter=_voicemail_option_of
    )
    """Action when a voicemail answers; null lets the call go on."""
    ivr_option: _models.IvrOption | None | Unset = _attrs_field(default=UNSET, converter=_ivr_option_of)
    """Action when a phone menu answers; null lets the call go on."""
    call_screening_option: _models.CallScreeningOption | None | Unset = _attrs_field(
        default=UNSET, converter=_call_screening_option_of
    )
    """Response to somebody who screens calls; null for nothing in particular."""
    enable_dnc_detection: bool | Unset = UNSET
    """If true, the agent ends the call, as `user_requested_dnc`, if the user wants no more calls."""
    pre_session_tools: list[_models.PreSessionTool] | None | Unset = _attrs_field(
        default=UNSET, converter=_pre_session_tools_of
    )
    """Tools that run before the agent's first words; null for none."""
    post_session_tools: list[_models.PostSessionTool] | None | Unset = _attrs_field(
        default=UNSET, converter=_post_session_tools_of
    )
    """Tools that run after the analysis of the ended call; null for none."""
    post_call_analysis_data: list[_models.PostCallAnalysisField] | None | Unset = _attrs_field(
        default=UNSET, converter=_post_call_analysis_data_of
    )
    """Data to extract from the transcript once the call has ended."""
    post_call_analysis_model: _models.PostCallAnalysisModel | str | None | Unset = UNSET
    """The model that analyses the ended call; null lets the server choose."""
    begin_message_delay_ms: int | Unset = UNSET
    """Pause before the agent's first words, in milliseconds. 0 to 5000."""
    ring_duration_ms: int | Unset = UNSET
    """Longest ringing, in milliseconds. 5000 to 300000."""
    stt_mode: _models.SttMode | str | Unset = UNSET
    """Priority of transcription, speed or accuracy, or as in `custom_stt_config`."""
    custom_stt_config: _models.CustomSttConfig | None | Unset = _attrs_field(
        default=UNSET, converter=_custom_stt_config_of
    )
    """Provider and settings of transcription, if `stt_mode` is `custom`; null for none."""
    vocab_specialization: _models.VocabSpecialization | str | Unset = UNSET
    """The vocabulary the transcriber is tuned to."""
    allow_user_dtmf: bool | Unset = UNSET
    """If true, the user's key presses are taken as input."""
    allow_dtmf_interruption: bool | Unset = UNSET
    """If true, a key press interrupts the agent even if `interruption_sensitivity` is 0."""
    user_dtmf_options: _models.UserDtmfOptions | None | Unset = _attrs_field(
        default=UNSET, converter=_user_dtmf_options_of
    )
    """Settings for collecting key presses; null for the defaults."""
    denoising_mode: _models.DenoisingMode | str | Unset = UNSET
    """Noise that is removed from the user's audio."""
    denoising_enhancement_level: float | None | Unset = UNSET
    """Strength with which background speech is removed, with `noise-and-background-speech-cancellation` alone. With
    0 it is not removed; null removes the stored value. 0 to 1.
    """
    pii_config: _models.PiiConfig | Unset = _attrs_field(default=UNSET, converter=_pii_config_of)
    """Kinds of personal data that are removed from stored data."""
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
        known = 0
        got = properties.get("agent_name", ABSENT)
        if got is UNSET:
            model.agent_name = UNSET
        else:
            known += 1
            model.agent_name = take(got, "agent_name", nullable(read_str), at, model)
        got = properties.get("webhook_url", ABSENT)
        if got is UNSET:
            model.webhook_url = UNSET
        else:
            known += 1
            model.webhook_url = take(got, "webhook_url", nullable(read_str), at, model)
        got = properties.get("webhook_timeout_ms", ABSENT)
        if got is UNSET:
            model.webhook_timeout_ms = UNSET
        else:
            known += 1
            model.webhook_timeout_ms = (
                got if got.__class__ is int else take(got, "webhook_timeout_ms", read_int, at, model)
            )
        got = properties.get("webhook_events", ABSENT)
        if got is UNSET:
            model.webhook_events = UNSET
        else:
            known += 1
            model.webhook_events = take(
                got, "webhook_events", nullable(list_of(enum_of(_models.WebhookEvent))), at, model
            )
        got = properties.get("version_title", ABSENT)
        if got is UNSET:
            model.version_title = UNSET
        else:
            known += 1
            model.version_title = take(got, "version_title", nullable(read_str), at, model)
        got = properties.get("version_description", ABSENT)
        if got is UNSET:
            model.version_description = UNSET
        else:
            known += 1
            model.version_description = take(got, "version_description", nullable(read_str), at, model)
        got = properties.get("response_engine", ABSENT)
        if got is UNSET:
            model.response_engine = UNSET
        else:
            known += 1
            model.response_engine = take(got, "response_engine", _read_response_engine, at, model)
        got = properties.get("voice_id", ABSENT)
        if got is UNSET:
            model.voice_id = UNSET
        else:
            known += 1
            model.voice_id = got if got.__class__ is str else take(got, "voice_id", read_str, at, model)
        got = properties.get("voice_model", ABSENT)
        if got is UNSET:
            model.voice_model = UNSET
        else:
            known += 1
            model.voice_model = take(got, "voice_model", nullable(enum_of(_models.VoiceModel)), at, model)
        got = properties.get("voice_emotion", ABSENT)
        if got is UNSET:
            model.voice_emotion = UNSET
        else:
            known += 1
            model.voice_emotion = take(got, "voice_emotion", nullable(enum_of(_models.VoiceEmotion)), at, model)
        got = properties.get("enable_expressive_mode", ABSENT)
        if got is UNSET:
            model.enable_expressive_mode = UNSET
        else:
            known += 1
            model.enable_expressive_mode = (
                got if got.__class__ is bool else take(got, "enable_expressive_mode", read_bool, at, model)
            )
        got = properties.get("expressive_emotion_tags", ABSENT)
        if got is UNSET:
            model.expressive_emotion_tags = UNSET
        else:
            known += 1
            model.expressive_emotion_tags = take(
                got, "expressive_emotion_tags", list_of(enum_of(_models.ExpressiveEmotionTag)), at, model
            )
        got = properties.get("expressive_mode_prompt", ABSENT)
        if got is UNSET:
            model.expressive_mode_prompt = UNSET
        else:
            known += 1
            model.expressive_mode_prompt = take(got, "expressive_mode_prompt", nullable(read_str), at, model)
        got = properties.get("fallback_voice_ids", ABSENT)
        if got is UNSET:
            model.fallback_voice_ids = UNSET
        else:
            known += 1
            model.fallback_voice_ids = take(got, "fallback_voice_ids", nullable(list_of(read_str)), at, model)
        got = properties.get("voice_speed", ABSENT)
        if got is UNSET:
            model.voice_speed = UNSET
        else:
            known += 1
            model.voice_speed = (
                got
                if got.__class__ is float or got.__class__ is int
                else take(got, "voice_speed", read_number, at, model)
            )
        got = properties.get("enable_dynamic_voice_speed", ABSENT)
        if got is UNSET:
            model.enable_dynamic_voice_speed = UNSET
        else:
            known += 1
            model.enable_dynamic_voice_speed = (
                got if got.__class__ is bool else take(got, "enable_dynamic_voice_speed", read_bool, at, model)
            )
        got = properties.get("voice_temperature", ABSENT)
        if got is UNSET:
            model.voice_temperature = UNSET
        else:
            known += 1
            model.voice_temperature = (
                got
                if got.__class__ is float or got.__class__ is int
                else take(got, "voice_temperature", read_number, at, model)
            )
        got = properties.get("volume", ABSENT)
        if got is UNSET:
            model.volume = UNSET
        else:
            known += 1
            model.volume = (
                got if got.__class__ is float or got.__class__ is int else take(got, "volume", read_number, at, model)
            )
        got = properties.get("responsiveness", ABSENT)
        if got is UNSET:
            model.responsiveness = UNSET
        else:
            known += 1
            model.responsiveness = (
                got
                if got.__class__ is float or got.__class__ is int
                else take(got, "responsiveness", read_number, at, model)
            )
        got = properties.get("enable_dynamic_responsiveness", ABSENT)
        if got is UNSET:
            model.enable_dynamic_responsiveness = UNSET
        else:
            known += 1
            model.enable_dynamic_responsiveness = (
                got if got.__class__ is bool else take(got, "enable_dynamic_responsiveness", read_bool, at, model)
            )
        got = properties.get("interruption_sensitivity", ABSENT)
        if got is UNSET:
            model.interruption_sensitivity = UNSET
        else:
            known += 1
            model.interruption_sensitivity = (
                got
                if got.__class__ is float or got.__class__ is int
                else take(got, "interruption_sensitivity", read_number, at, model)
            )
        got = properties.get("enable_backchannel", ABSENT)
        if got is UNSET:
            model.enable_backchannel = UNSET
        else:
            known += 1
            model.enable_backchannel = (
                got if got.__class__ is bool else take(got, "enable_backchannel", read_bool, at, model)
            )
        got = properties.get("backchannel_frequency", ABSENT)
        if got is UNSET:
            model.backchannel_frequency = UNSET
        else:
            known += 1
            model.backchannel_frequency = (
                got
                if got.__class__ is float or got.__class__ is int
                else take(got, "backchannel_frequency", read_number, at, model)
            )
        got = properties.get("backchannel_words", ABSENT)
        if got is UNSET:
            model.backchannel_words = UNSET
        else:
            known += 1
            model.backchannel_words = take(got, "backchannel_words", nullable(list_of(read_str)), at, model)
        got = properties.get("reminder_trigger_ms", ABSENT)
        if got is UNSET:
            model.reminder_trigger_ms = UNSET
        else:
            known += 1
            model.reminder_trigger_ms = (
                got
                if got.__class__ is float or got.__class__ is int
                else take(got, "reminder_trigger_ms", read_number, at, model)
            )
        got = properties.get("reminder_max_count", ABSENT)
        if got is UNSET:
            model.reminder_max_count = UNSET
        else:
            known += 1
            model.reminder_max_count = (
                got if got.__class__ is int else take(got, "reminder_max_count", read_int, at, model)
            )
        got = properties.get("ambient_sound", ABSENT)
        if got is UNSET:
            model.ambient_sound = UNSET
        else:
            known += 1
            model.ambient_sound = take(got, "ambient_sound", nullable(enum_of(_models.AmbientSound)), at, model)
        got = properties.get("ambient_sound_volume", ABSENT)
        if got is UNSET:
            model.ambient_sound_volume = UNSET
        else:
            known += 1
            model.ambient_sound_volume = (
                got
                if got.__class__ is float or got.__class__ is int
                else take(got, "ambient_sound_volume", read_number, at, model)
            )
        got = properties.get("language", ABSENT)
        if got is UNSET:
            model.language = UNSET
        else:
            known += 1
            model.language = take(
                got, "language", first_of(enum_of(_models.Language), list_of(enum_of(_models.Language))), at, model
            )
        got = properties.get("boosted_keywords", ABSENT)
        if got is UNSET:
            model.boosted_keywords = UNSET
        else:
            known += 1
            model.boosted_keywords = take(got, "boosted_keywords", nullable(list_of(read_str)), at, model)
        got = properties.get("data_storage_setting", ABSENT)
        if got is UNSET:
            model.data_storage_setting = UNSET
        else:
            known += 1
            model.data_storage_setting = (
                enum_of(_models.DataStorageSetting)(got, (at, "data_storage_setting"))
                if got.__class__ is str
                else take(got, "data_storage_setting", enum_of(_models.DataStorageSetting), at, model)
            )
        got = properties.get("data_storage_retention_days", ABSENT)
        if got is UNSET:
            model.data_storage_retention_days = UNSET
        else:
            known += 1
            model.data_storage_retention_days = take(got, "data_storage_retention_days", nullable(read_int), at, model)
        got = properties.get("opt_in_signed_url", ABSENT)
        if got is UNSET:
            model.opt_in_signed_url = UNSET
        else:
            known += 1
            model.opt_in_signed_url = (
                got if got.__class__ is bool else take(got, "opt_in_signed_url", read_bool, at, model)
            )
        got = properties.get("signed_url_expiration_ms", ABSENT)
        if got is UNSET:
            model.signed_url_expiration_ms = UNSET
        else:
            known += 1
            model.signed_url_expiration_ms = take(got, "signed_url_expiration_ms", nullable(read_int), at, model)
        got = properties.get("contact_memory_config", ABSENT)
        if got is UNSET:
            model.contact_memory_config = UNSET
        else:
            known += 1
            model.contact_memory_config = (
                _models.ContactMemoryConfig.from_json(got, (at, "contact_memory_config"))
                if got.__class__ is dict
                else take(got, "contact_memory_config", _models.ContactMemoryConfig.from_json, at, model)
            )
        got = properties.get("pronunciation_dictionary", ABSENT)
        if got is UNSET:
            model.pronunciation_dictionary = UNSET
        else:
            known += 1
            model.pronunciation_dictionary = take(
                got, "pronunciation_dictionary", nullable(list_of(_models.Pronunciation.from_json)), at, model
            )
        got = properties.get("normalize_for_speech", ABSENT)
        if got is UNSET:
            model.normalize_for_speech = UNSET
        else:
            known += 1
            model.normalize_for_speech = (
                got if got.__class__ is bool else take(got, "normalize_for_speech", read_bool, at, model)
            )
        got = properties.get("handbook_config", ABSENT)
        if got is UNSET:
            model.handbook_config = UNSET
        else:
            known += 1
            model.handbook_config = (
                _models.HandbookConfig.from_json(got, (at, "handbook_config"))
                if got.__class__ is dict
                else take(got, "handbook_config", _models.HandbookConfig.from_json, at, model)
            )
        got = properties.get("guardrail_config", ABSENT)
        if got is UNSET:
            model.guardrail_config = UNSET
        else:
            known += 1
            model.guardrail_config = (
                _models.GuardrailConfig.from_json(got, (at, "guardrail_config"))
                if got.__class__ is dict
                else take(got, "guardrail_config", _models.GuardrailConfig.from_json, at, model)
            )
        got = properties.get("timezone", ABSENT)
        if got is UNSET:
            model.timezone = UNSET
        else:
            known += 1
            model.timezone = take(got, "timezone", nullable(read_str), at, model)
        got = properties.get("end_call_after_silence_ms", ABSENT)
        if got is UNSET:
            model.end_call_after_silence_ms = UNSET
        else:
            known += 1
            model.end_call_after_silence_ms = (
                got if got.__class__ is int else take(got, "end_call_after_silence_ms", read_int, at, model)
            )
        got = properties.get("max_call_duration_ms", ABSENT)
        if got is UNSET:
            model.max_call_duration_ms = UNSET
        else:
            known += 1
            model.max_call_duration_ms = (
                got if got.__class__ is int else take(got, "max_call_duration_ms", read_int, at, model)
            )
        got = properties.get("voicemail_option", ABSENT)
        if got is UNSET:
            model.voicemail_option = UNSET
        else:
            known += 1
            model.voicemail_option = take(
                got, "voicemail_option", nullable(_models.VoicemailOption.from_json), at, model
            )
        got = properties.get("ivr_option", ABSENT)
        if got is UNSET:
            model.ivr_option = UNSET
        else:
            known += 1
            model.ivr_option = take(got, "ivr_option", nullable(_models.IvrOption.from_json), at, model)
        got = properties.get("call_screening_option", ABSENT)
        if got is UNSET:
            model.call_screening_option = UNSET
        else:
            known += 1
            model.call_screening_option = take(
                got, "call_screening_option", nullable(_models.CallScreeningOption.from_json), at, model
            )
        got = properties.get("enable_dnc_detection", ABSENT)
        if got is UNSET:
            model.enable_dnc_detection = UNSET
        else:
            known += 1
            model.enable_dnc_detection = (
                got if got.__class__ is bool else take(got, "enable_dnc_detection", read_bool, at, model)
            )
        got = properties.get("pre_session_tools", ABSENT)
        if got is UNSET:
            model.pre_session_tools = UNSET
        else:
            known += 1
            model.pre_session_tools = take(
                got, "pre_session_tools", nullable(list_of(_read_pre_session_tool)), at, model
            )
        got = properties.get("post_session_tools", ABSENT)
        if got is UNSET:
            model.post_session_tools = UNSET
        else:
            known += 1
            model.post_session_tools = take(
                got, "post_session_tools", nullable(list_of(_read_post_session_tool)), at, model
            )
        got = properties.get("post_call_analysis_data", ABSENT)
        if got is UNSET:
            model.post_call_analysis_data = UNSET
        else:
            known += 1
            model.post_call_analysis_data = take(
                got, "post_call_analysis_data", nullable(list_of(_read_post_call_analysis_field)), at, model
            )
        got = properties.get("post_call_analysis_model", ABSENT)
        if got is UNSET:
            model.post_call_analysis_model = UNSET
        else:
            known += 1
            model.post_call_analysis_model = take(
                got, "post_call_analysis_model", nullable(enum_of(_models.PostCallAnalysisModel)), at, model
            )
        got = properties.get("begin_message_delay_ms", ABSENT)
        if got is UNSET:
            model.begin_message_delay_ms = UNSET
        else:
            known += 1
            model.begin_message_delay_ms = (
                got if got.__class__ is int else take(got, "begin_message_delay_ms", read_int, at, model)
            )
        got = properties.get("ring_duration_ms", ABSENT)
        if got is UNSET:
            model.ring_duration_ms = UNSET
        else:
            known += 1
            model.ring_duration_ms = got if got.__class__ is int else take(got, "ring_duration_ms", read_int, at, model)
        got = properties.get("stt_mode", ABSENT)
        if got is UNSET:
            model.stt_mode = UNSET
        else:
            known += 1
            model.stt_mode = (
                enum_of(_models.SttMode)(got, (at, "stt_mode"))
                if got.__class__ is str
                else take(got, "stt_mode", enum_of(_models.SttMode), at, model)
            )
        got = properties.get("custom_stt_config", ABSENT)
        if got is UNSET:
            model.custom_stt_config = UNSET
        else:
            known += 1
            model.custom_stt_config = take(
                got, "custom_stt_config", nullable(_models.CustomSttConfig.from_json), at, model
            )
        got = properties.get("vocab_specialization", ABSENT)
        if got is UNSET:
            model.vocab_specialization = UNSET
        else:
            known += 1
            model.vocab_specialization = (
                enum_of(_models.VocabSpecialization)(got, (at, "vocab_specialization"))
                if got.__class__ is str
                else take(got, "vocab_specialization", enum_of(_models.VocabSpecialization), at, model)
            )
        got = properties.get("allow_user_dtmf", ABSENT)
        if got is UNSET:
            model.allow_user_dtmf = UNSET
        else:
            known += 1
            model.allow_user_dtmf = got if got.__class__ is bool else take(got, "allow_user_dtmf", read_bool, at, model)
        got = properties.get("allow_dtmf_interruption", ABSENT)
        if got is UNSET:
            model.allow_dtmf_interruption = UNSET
        else:
            known += 1
            model.allow_dtmf_interruption = (
                got if got.__class__ is bool else take(got, "allow_dtmf_interruption", read_bool, at, model)
            )
        got = properties.get("user_dtmf_options", ABSENT)
        if got is UNSET:
            model.user_dtmf_options = UNSET
        else:
            known += 1
            model.user_dtmf_options = take(
                got, "user_dtmf_options", nullable(_models.UserDtmfOptions.from_json), at, model
            )
        got = properties.get("denoising_mode", ABSENT)
        if got is UNSET:
            model.denoising_mode = UNSET
        else:
            known += 1
            model.denoising_mode = (
                enum_of(_models.DenoisingMode)(got, (at, "denoising_mode"))
                if got.__class__ is str
                else take(got, "denoising_mode", enum_of(_models.DenoisingMode), at, model)
            )
        got = properties.get("denoising_enhancement_level", ABSENT)
        if got is UNSET:
            model.denoising_enhancement_level = UNSET
        else:
            known += 1
            model.denoising_enhancement_level = take(
                got, "denoising_enhancement_level", nullable(read_number), at, model
            )
        got = properties.get("pii_config", ABSENT)
        if got is UNSET:
            model.pii_config = UNSET
        else:
            known += 1
            model.pii_config = take(got, "pii_config", _models.PiiConfig.from_json, at, model)
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
        }
        if self.agent_name is not UNSET:
            body["agent_name"] = self.agent_name
        if self.webhook_url is not UNSET:
            body["webhook_url"] = self.webhook_url
        if self.webhook_timeout_ms is not UNSET:
            body["webhook_timeout_ms"] = self.webhook_timeout_ms
        if self.webhook_events is not UNSET:
            body["webhook_events"] = to_json(self.webhook_events)
        if self.version_title is not UNSET:
            body["version_title"] = self.version_title
        if self.version_description is not UNSET:
            body["version_description"] = self.version_description
        if self.response_engine is not UNSET:
            body["response_engine"] = to_json(self.response_engine)
        if self.voice_id is not UNSET:
            body["voice_id"] = self.voice_id
        if self.voice_model is not UNSET:
            body["voice_model"] = to_json(self.voice_model)
        if self.voice_emotion is not UNSET:
            body["voice_emotion"] = to_json(self.voice_emotion)
        if self.enable_expressive_mode is not UNSET:
            body["enable_expressive_mode"] = self.enable_expressive_mode
        if self.expressive_emotion_tags is not UNSET:
            body["expressive_emotion_tags"] = to_json(self.expressive_emotion_tags)
        if self.expressive_mode_prompt is not UNSET:
            body["expressive_mode_prompt"] = self.expressive_mode_prompt
        if self.fallback_voice_ids is not UNSET:
            body["fallback_voice_ids"] = self.fallback_voice_ids
        if self.voice_speed is not UNSET:
            body["voice_speed"] = self.voice_speed
        if self.enable_dynamic_voice_speed is not UNSET:
            body["enable_dynamic_voice_speed"] = self.enable_dynamic_voice_speed
        if self.voice_temperature is not UNSET:
            body["voice_temperature"] = self.voice_temperature
        if self.volume is not UNSET:
            body["volume"] = self.volume
        if self.responsiveness is not UNSET:
            body["responsiveness"] = self.responsiveness
        if self.enable_dynamic_responsiveness is not UNSET:
            body["enable_dynamic_responsiveness"] = self.enable_dynamic_responsiveness
        if self.interruption_sensitivity is not UNSET:
            body["interruption_sensitivity"] = self.interruption_sensitivity
        if self.enable_backchannel is not UNSET:
            body["enable_backchannel"] = self.enable_backchannel
        if self.backchannel_frequency is not UNSET:
            body["backchannel_frequency"] = self.backchannel_frequency
        if self.backchannel_words is not UNSET:
            body["backchannel_words"] = self.backchannel_words
        if self.reminder_trigger_ms is not UNSET:
            body["reminder_trigger_ms"] = self.reminder_trigger_ms
        if self.reminder_max_count is not UNSET:
            body["reminder_max_count"] = self.reminder_max_count
        if self.ambient_sound is not UNSET:
            body["ambient_sound"] = to_json(self.ambient_sound)
        if self.ambient_sound_volume is not UNSET:
            body["ambient_sound_volume"] = self.ambient_sound_volume
        if self.language is not UNSET:
            body["language"] = to_json(self.language)
        if self.boosted_keywords is not UNSET:
            body["boosted_keywords"] = self.boosted_keywords
        if self.data_storage_setting is not UNSET:
            body["data_storage_setting"] = to_json(self.data_storage_setting)
        if self.data_storage_retention_days is not UNSET:
            body["data_storage_retention_days"] = self.data_storage_retention_days
        if self.opt_in_signed_url is not UNSET:
            body["opt_in_signed_url"] = self.opt_in_signed_url
        if self.signed_url_expiration_ms is not UNSET:
            body["signed_url_expiration_ms"] = self.signed_url_expiration_ms
        if self.contact_memory_config is not UNSET:
            body["contact_memory_config"] = to_json(self.contact_memory_config)
        if self.pronunciation_dictionary is not UNSET:
            body["pronunciation_dictionary"] = to_json(self.pronunciation_dictionary)
        if self.normalize_for_speech is not UNSET:
            body["normalize_for_speech"] = self.normalize_for_speech
        if self.handbook_config is not UNSET:
            body["handbook_config"] = to_json(self.handbook_config)
        if self.guardrail_config is not UNSET:
            body["guardrail_config"] = to_json(self.guardrail_config)
        if self.timezone is not UNSET:
            body["timezone"] = self.timezone
        if self.end_call_after_silence_ms is not UNSET:
            body["end_call_after_silence_ms"] = self.end_call_after_silence_ms
        if self.max_call_duration_ms is not UNSET:
            body["max_call_duration_ms"] = self.max_call_duration_ms
        if self.voicemail_option is not UNSET:
            body["voicemail_option"] = to_json(self.voicemail_option)
        if self.ivr_option is not UNSET:
            body["ivr_option"] = to_json(self.ivr_option)
        if self.call_screening_option is not UNSET:
            body["call_screening_option"] = to_json(self.call_screening_option)
        if self.enable_dnc_detection is not UNSET:
            body["enable_dnc_detection"] = self.enable_dnc_detection
        if self.pre_session_tools is not UNSET:
            body["pre_session_tools"] = to_json(self.pre_session_tools)
        if self.post_session_tools is not UNSET:
            body["post_session_tools"] = to_json(self.post_session_tools)
        if self.post_call_analysis_data is not UNSET:
            body["post_call_analysis_data"] = to_json(self.post_call_analysis_data)
        if self.post_call_analysis_model is not UNSET:
            body["post_call_analysis_model"] = to_json(self.post_call_analysis_model)
        if self.begin_message_delay_ms is not UNSET:
            body["begin_message_delay_ms"] = self.begin_message_delay_ms
        if self.ring_duration_ms is not UNSET:
            body["ring_duration_ms"] = self.ring_duration_ms
        if self.stt_mode is not UNSET:
            body["stt_mode"] = to_json(self.stt_mode)
        if self.custom_stt_config is not UNSET:
            body["custom_stt_config"] = to_json(self.custom_stt_config)
        if self.vocab_specialization is not UNSET:
            body["vocab_specialization"] = to_json(self.vocab_specialization)
        if self.allow_user_dtmf is not UNSET:
            body["allow_user_dtmf"] = self.allow_user_dtmf
        if self.allow_dtmf_interruption is not UNSET:
            body["allow_dtmf_interruption"] = self.allow_dtmf_interruption
        if self.user_dtmf_options is not UNSET:
            body["user_dtmf_options"] = to_json(self.user_dtmf_options)
        if self.denoising_mode is not UNSET:
            body["denoising_mode"] = to_json(self.denoising_mode)
        if self.denoising_enhancement_level is not UNSET:
            body["denoising_enhancement_level"] = self.denoising_enhancement_level
        if self.pii_config is not UNSET:
            body["pii_config"] = to_json(self.pii_config)
        return body


def _read_response_engine(value: Any, at: Place) -> _models.ResponseEngine:
    """Tell the kinds apart by `type`."""
    tag = tag_of(value, "type")
    if tag == "retell-llm":
        return variant(_models.RetellLlmEngine.from_json, value, at)
    if tag == "custom-llm":
        return variant(_models.CustomLlmEngine.from_json, value, at)
    if tag == "conversation-flow":
        return variant(_models.ConversationFlowEngine.from_json, value, at)
    return unknown_variant(value, "type", at)


def _read_pre_session_tool(value: Any, at: Place) -> _models.PreSessionTool:
    """Tell the kinds apart by `type`."""
    tag = tag_of(value, "type")
    if tag == "integration_app":
        return variant(_models.PreSessionAppTool.from_json, value, at)
    if tag == "custom":
        return variant(_models.PreSessionCustomTool.from_json, value, at)
    if tag == "code":
        return variant(_models.PreSessionCodeTool.from_json, value, at)
    return unknown_variant(value, "type", at)


def _read_post_session_tool(value: Any, at: Place) -> _models.PostSessionTool:
    """Tell the kinds apart by `type`."""
    tag = tag_of(value, "type")
    if tag == "integration_app":
        return variant(_models.PostSessionAppTool.from_json, value, at)
    if tag == "custom":
        return variant(_models.PostSessionCustomTool.from_json, value, at)
    if tag == "code":
        return variant(_models.PostSessionCodeTool.from_json, value, at)
    if tag == "send_sms":
        return variant(_models.SendSmsTool.from_json, value, at)
    return unknown_variant(value, "type", at)


def _read_post_call_analysis_field(value: Any, at: Place) -> _models.PostCallAnalysisField:
    """Tell the kinds apart by `type`."""
    tag = tag_of(value, "type")
    if tag == "string":
        return variant(_models.StringAnalysisField.from_json, value, at)
    if tag == "enum":
        return variant(_models.EnumAnalysisField.from_json, value, at)
    if tag == "boolean":
        return variant(_models.BooleanAnalysisField.from_json, value, at)
    if tag == "number":
        return variant(_models.NumberAnalysisField.from_json, value, at)
    if tag == "system-presets":
        return variant(_models.SystemPresetAnalysisField.from_json, value, at)
    return unknown_variant(value, "type", at)
