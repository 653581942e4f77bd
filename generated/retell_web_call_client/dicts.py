"""Nested objects of requests as dicts. Each can be passed instead of the class with its name without `Dict`.

Type checkers and editors know their keys, and the values of their enums. The attribute holds an object of the class
in either case. An enum value newer than this client needs the class, whose attributes accept any text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Required, TypeAlias, TypedDict

from . import models as _models

AmbientSoundValue: TypeAlias = (
    _models.AmbientSound
    | Literal["coffee-shop", "convention-hall", "summer-outdoor", "mountain-outdoor", "static-noise", "call-center"]
)
ConditionOperatorValue: TypeAlias = _models.ConditionOperator | Literal["||", "&&"]
DataStorageSettingValue: TypeAlias = (
    _models.DataStorageSetting | Literal["everything", "everything_except_pii", "basic_attributes_only"]
)
DenoisingModeValue: TypeAlias = (
    _models.DenoisingMode | Literal["no-denoise", "noise-cancellation", "noise-and-background-speech-cancellation"]
)
EquationOperatorValue: TypeAlias = (
    _models.EquationOperator
    | Literal["==", "!=", ">", ">=", "<", "<=", "contains", "not_contains", "exists", "not_exist"]
)
ExecutionMessageTypeValue: TypeAlias = _models.ExecutionMessageType | Literal["prompt", "static_text"]
ExpressiveEmotionTagValue: TypeAlias = (
    _models.ExpressiveEmotionTag
    | Literal[
        "empathetic",
        "excited",
        "happy",
        "curious",
        "surprised",
        "sigh",
        "clear throat",
        "pause",
        "long pause",
        "emphasis",
    ]
)
GuardrailInputTopicValue: TypeAlias = _models.GuardrailInputTopic | Literal["platform_integrity_jailbreaking"]
GuardrailOutputTopicValue: TypeAlias = (
    _models.GuardrailOutputTopic
    | Literal[
        "harassment",
        "self_harm",
        "sexual_exploitation",
        "violence",
        "defense_and_national_security",
        "illicit_and_harmful_activity",
        "gambling",
        "regulated_professional_advice",
        "child_safety_and_exploitation",
    ]
)
LanguageValue: TypeAlias = (
    _models.Language
    | Literal[
        "en-US",
        "en-IN",
        "en-GB",
        "en-AU",
        "en-NZ",
        "de-DE",
        "es-ES",
        "es-419",
        "hi-IN",
        "fr-FR",
        "fr-CA",
        "ja-JP",
        "pt-PT",
        "pt-BR",
        "zh-CN",
        "ru-RU",
        "it-IT",
        "ko-KR",
        "nl-NL",
        "nl-BE",
        "pl-PL",
        "tr-TR",
        "vi-VN",
        "ro-RO",
        "bg-BG",
        "ca-ES",
        "th-TH",
        "da-DK",
        "fi-FI",
        "el-GR",
        "hu-HU",
        "id-ID",
        "no-NO",
        "sk-SK",
        "sv-SE",
        "lt-LT",
        "lv-LV",
        "cs-CZ",
        "ms-MY",
        "af-ZA",
        "ar-SA",
        "az-AZ",
        "bs-BA",
        "cy-GB",
        "fa-IR",
        "fil-PH",
        "gl-ES",
        "he-IL",
        "hr-HR",
        "hy-AM",
        "is-IS",
        "kk-KZ",
        "kn-IN",
        "mk-MK",
        "mr-IN",
        "ne-NP",
        "sl-SI",
        "sr-RS",
        "sw-KE",
        "ta-IN",
        "ur-IN",
        "yue-CN",
        "uk-UA",
        "multi",
    ]
)
LlmModelValue: TypeAlias = (
    _models.LlmModel
    | Literal[
        "gpt-4.1",
        "gpt-4.1-mini",
        "gpt-5",
        "gpt-5-mini",
        "gpt-5-nano",
        "gpt-5.1",
        "gpt-5.2",
        "gpt-5.4",
        "gpt-5.4-mini",
        "gpt-5.4-nano",
        "gpt-5.5",
        "gpt-5.6-terra",
        "gpt-5.6-luna",
        "gpt-6-astra",
        "gpt-6-sol",
        "gpt-6.1-sol",
        "gpt-6-luna",
        "claude-4.6-sonnet",
        "claude-5-opus",
        "claude-5.5-opus",
        "claude-5-sonnet",
        "claude-5.5-sonnet",
        "claude-5.5-haiku",
        "claude-4.5-haiku",
        "gemini-3.0-flash",
        "gemini-3.1-flash-lite",
        "gemini-3.5-flash",
        "gemini-3.5-flash-lite",
        "gemini-3.6-flash",
        "gemini-3.7-flash",
        "gemini-3.8-flash",
        "gemini-4-argon",
        "gpt-4o",
        "gpt-4o-mini",
        "gpt-4.1-nano",
        "claude-3.7-sonnet",
        "claude-3.5-haiku",
        "gemini-2.0-flash",
        "gemini-2.0-flash-lite",
        "gemini-2.5-flash",
        "gemini-2.5-flash-lite",
    ]
)
ModelTierValue: TypeAlias = _models.ModelTier | Literal["standard", "fast", "ultrafast"]
PiiCategoryValue: TypeAlias = (
    _models.PiiCategory
    | Literal[
        "person_name",
        "address",
        "email",
        "phone_number",
        "ssn",
        "passport",
        "driver_license",
        "credit_card",
        "bank_account",
        "password",
        "pin",
        "medical_id",
        "date_of_birth",
        "customer_account_number",
    ]
)
PiiModeValue: TypeAlias = _models.PiiMode | Literal["post_call"]
PostCallAnalysisModelValue: TypeAlias = (
    _models.PostCallAnalysisModel
    | Literal[
        "gpt-4.1",
        "gpt-4.1-mini",
        "gpt-5",
        "gpt-5-mini",
        "gpt-5-nano",
        "gpt-5.1",
        "gpt-5.2",
        "gpt-5.4",
        "gpt-5.4-mini",
        "gpt-5.4-nano",
        "gpt-5.5",
        "gpt-5.6-terra",
        "gpt-5.6-luna",
        "gpt-6-astra",
        "gpt-6-sol",
        "gpt-6.1-sol",
        "gpt-6-luna",
        "claude-4.6-sonnet",
        "claude-5-opus",
        "claude-5.5-opus",
        "claude-5-sonnet",
        "claude-5.5-sonnet",
        "claude-5.5-haiku",
        "claude-4.5-haiku",
        "gemini-3.0-flash",
        "gemini-3.1-flash-lite",
        "gemini-3.5-flash",
        "gemini-3.5-flash-lite",
        "gemini-3.6-flash",
        "gemini-3.7-flash",
        "gemini-3.8-flash",
        "gemini-4-argon",
        "gpt-4o",
        "gpt-4o-mini",
        "gpt-4.1-nano",
        "claude-4.5-sonnet",
        "claude-4.0-sonnet",
        "claude-3.7-sonnet",
        "claude-3.5-haiku",
        "gemini-2.0-flash",
        "gemini-2.0-flash-lite",
        "gemini-2.5-flash",
        "gemini-2.5-flash-lite",
    ]
)
PronunciationAlphabetValue: TypeAlias = _models.PronunciationAlphabet | Literal["ipa", "cmu", "jyutping", "pinyin"]
SmsTemplateValue: TypeAlias = _models.SmsTemplate | Literal["info_collection"]
SpeechToSpeechModelValue: TypeAlias = (
    _models.SpeechToSpeechModel
    | Literal[
        "gpt-realtime-2.1",
        "gpt-realtime-2.1-mini",
        "gpt-realtime-2",
        "gpt-realtime-1.5",
        "gpt-realtime",
        "gpt-realtime-mini",
        "grok-voice-3.0",
        "gpt-4o-realtime",
        "gpt-4o-mini-realtime",
    ]
)
StartSpeakerValue: TypeAlias = _models.StartSpeaker | Literal["user", "agent"]
SttModeValue: TypeAlias = _models.SttMode | Literal["fast", "accurate", "custom"]
SttProviderValue: TypeAlias = _models.SttProvider | Literal["azure", "deepgram", "soniox", "assemblyai", "muse"]
SystemPresetValue: TypeAlias = _models.SystemPreset | Literal["call_summary", "call_successful", "user_sentiment"]
ToolMethodValue: TypeAlias = _models.ToolMethod | Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
ToolParameterTypeValue: TypeAlias = _models.ToolParameterType | Literal["json", "form"]
VocabSpecializationValue: TypeAlias = _models.VocabSpecialization | Literal["general", "medical"]
VoiceEmotionValue: TypeAlias = (
    _models.VoiceEmotion | Literal["calm", "sympathetic", "happy", "sad", "angry", "fearful", "surprised"]
)
VoiceModelValue: TypeAlias = (
    _models.VoiceModel
    | Literal[
        "eleven_flash_v2",
        "eleven_flash_v2_5",
        "eleven_multilingual_v2",
        "eleven_v3",
        "eleven_v3_conversational",
        "eleven_v4",
        "eleven_v4_turbo",
        "sonic-3",
        "sonic-3-latest",
        "sonic-3.5",
        "sonic-3.6",
        "tts-1",
        "gpt-4o-mini-tts",
        "speech-02-turbo",
        "speech-2.8-turbo",
        "s1",
        "s2-pro",
        "s2.1-pro",
        "inworld-tts-2",
        "inworld-tts-2-flash",
        "eleven_turbo_v2",
        "eleven_turbo_v2_5",
    ]
)
WebhookEventValue: TypeAlias = (
    _models.WebhookEvent
    | Literal[
        "call_started",
        "call_ended",
        "call_analyzed",
        "transcript_updated",
        "transfer_started",
        "transfer_bridged",
        "transfer_cancelled",
        "transfer_ended",
    ]
)


class AgentOverrideDict(TypedDict, total=False):
    """A `AgentOverride` as a dict."""

    agent: _models.AgentSettings | AgentSettingsDict
    """Replaces settings of the agent itself."""
    retell_llm: _models.RetellLlmSettings | RetellLlmSettingsDict
    """Replaces settings of the agent's Retell LLM, if it has one."""
    conversation_flow: _models.ConversationFlowSettings | ConversationFlowSettingsDict
    """Replaces settings of the agent's conversation flow, if it has one."""


class AgentSettingsDict(TypedDict, total=False):
    """A `AgentSettings` as a dict."""

    agent_name: str | None
    """Name of the agent, for your own reference."""
    webhook_url: str | None
    """URL that call events are posted to."""
    webhook_timeout_ms: int
    """Longest wait for the webhook's response, in milliseconds."""
    webhook_events: Sequence[WebhookEventValue] | None
    """The events to post to the webhook; null for `call_started`, `call_ended` and `call_analyzed`."""
    version_title: str | None
    """Title of the agent's version, for your own reference."""
    version_description: str | None
    """Description of the agent's version, for your own reference."""
    response_engine: _models.ResponseEngine | ResponseEngineDict
    """Source of the agent's replies."""
    voice_id: str
    """Id of the voice the agent speaks with."""
    voice_model: VoiceModelValue | None
    """Text-to-speech model for the voice; null lets the server choose."""
    voice_emotion: VoiceEmotionValue | None
    """The mood of the voice; null for none. The vendor no longer documents it."""
    enable_expressive_mode: bool
    """If true, the agent may put expressive tags into what it says."""
    expressive_emotion_tags: Sequence[ExpressiveEmotionTagValue]
    """The expressive tags that the agent is taught; an empty list teaches it none in particular."""
    expressive_mode_prompt: str | None
    """Prompt for expressive speech; null or nothing for the vendor's own prompt."""
    fallback_voice_ids: list[str] | None
    """Ids of voices to try, in this order, when the provider of the first one fails."""
    voice_speed: float
    """Speed of the agent's speech; 1 is the voice's own speed. 0.5 to 2."""
    enable_dynamic_voice_speed: bool
    """If true, the agent's speed follows how fast the user speaks."""
    voice_temperature: float
    """Variation of the voice; lower is steadier. 0 to 2."""
    volume: float
    """Loudness of the agent; 1 is the voice's own. 0 to 2."""
    responsiveness: float
    """Readiness of the agent to reply; lower waits longer. 0 to 1."""
    enable_dynamic_responsiveness: bool
    """If true, the agent's readiness to reply follows how the user speaks."""
    interruption_sensitivity: float
    """Sensitivity to interruptions by the user; 0 means that the agent is never interrupted. 0 to 1."""
    enable_backchannel: bool
    """If true, the agent signals that it listens while the user speaks."""
    backchannel_frequency: float
    """Frequency of the signals that the agent listens. 0 to 1."""
    backchannel_words: list[str] | None
    """Words with which the agent signals that it listens."""
    reminder_trigger_ms: float
    """Silence of the user after which the agent speaks up again, in milliseconds. Above 0."""
    reminder_max_count: int
    """Number of times that the agent speaks up during a silence. At least 0."""
    ambient_sound: AmbientSoundValue | None
    """Sound to play behind the call; null for none."""
    ambient_sound_volume: float
    """Loudness of the ambient sound; 1 is its own. 0 to 2."""
    language: LanguageValue | Sequence[LanguageValue]
    """The language the agent listens for and speaks, or several of them."""
    boosted_keywords: list[str] | None
    """Words the transcriber should expect, such as names and brands."""
    data_storage_setting: DataStorageSettingValue
    """Extent to which the call is stored."""
    data_storage_retention_days: int | None
    """Days that the call is stored; null stores it for good. 1 to 730."""
    opt_in_signed_url: bool
    """If true, links to recordings and logs are signed and expire."""
    signed_url_expiration_ms: int | None
    """Lifetime of a signed link, in milliseconds; null for 24 hours."""
    contact_memory_config: _models.ContactMemoryConfig | ContactMemoryConfigDict
    """Memory of the person that the agent speaks to."""
    pronunciation_dictionary: Sequence[_models.Pronunciation | PronunciationDict] | None
    """Pronunciation of particular words."""
    normalize_for_speech: bool
    """If true, numbers, dates and currencies are spelled out before they are spoken. The vendor no longer
    documents it; see `speech_normalization` of the handbook.
    """
    handbook_config: _models.HandbookConfig | HandbookConfigDict
    """Ready-made ways to behave, each of which can be switched on or off."""
    guardrail_config: _models.GuardrailConfig | GuardrailConfigDict
    """Topics that the agent keeps away from."""
    timezone: str | None
    """The agent's time zone by its IANA name; null for America/Los_Angeles."""
    end_call_after_silence_ms: int
    """Silence of the user after which the call ends, in milliseconds. At least 10000."""
    max_call_duration_ms: int
    """Longest time the call may take, in milliseconds. 60000 to 7200000."""
    voicemail_option: _models.VoicemailOption | VoicemailOptionDict | None
    """Action when a voicemail answers; null lets the call go on."""
    ivr_option: _models.IvrOption | IvrOptionDict | None
    """Action when a phone menu answers; null lets the call go on."""
    call_screening_option: _models.CallScreeningOption | CallScreeningOptionDict | None
    """Response to somebody who screens calls; null for nothing in particular."""
    enable_dnc_detection: bool
    """If true, the agent ends the call, as `user_requested_dnc`, if the user wants no more calls."""
    pre_session_tools: Sequence[_models.PreSessionTool | PreSessionToolDict] | None
    """Tools that run before the agent's first words; null for none."""
    post_session_tools: Sequence[_models.PostSessionTool | PostSessionToolDict] | None
    """Tools that run after the analysis of the ended call; null for none."""
    post_call_analysis_data: Sequence[_models.PostCallAnalysisField | PostCallAnalysisFieldDict] | None
    """Data to extract from the transcript once the call has ended."""
    post_call_analysis_model: PostCallAnalysisModelValue | None
    """The model that analyses the ended call; null lets the server choose."""
    begin_message_delay_ms: int
    """Pause before the agent's first words, in milliseconds. 0 to 5000."""
    ring_duration_ms: int
    """Longest ringing, in milliseconds. 5000 to 300000."""
    stt_mode: SttModeValue
    """Priority of transcription, speed or accuracy, or as in `custom_stt_config`."""
    custom_stt_config: _models.CustomSttConfig | CustomSttConfigDict | None
    """Provider and settings of transcription, if `stt_mode` is `custom`; null for none."""
    vocab_specialization: VocabSpecializationValue
    """The vocabulary the transcriber is tuned to."""
    allow_user_dtmf: bool
    """If true, the user's key presses are taken as input."""
    allow_dtmf_interruption: bool
    """If true, a key press interrupts the agent even if `interruption_sensitivity` is 0."""
    user_dtmf_options: _models.UserDtmfOptions | UserDtmfOptionsDict | None
    """Settings for collecting key presses; null for the defaults."""
    denoising_mode: DenoisingModeValue
    """Noise that is removed from the user's audio."""
    denoising_enhancement_level: float | None
    """Strength with which background speech is removed, with `noise-and-background-speech-cancellation` alone. With
    0 it is not removed; null removes the stored value. 0 to 1.
    """
    pii_config: _models.PiiConfig | PiiConfigDict
    """Kinds of personal data that are removed from stored data."""


class BackupModelDict(TypedDict, total=False):
    """A `BackupModel` as a dict."""

    model: Required[LlmModelValue]
    """The language model."""
    tier: ModelTierValue
    """Speed of the model. A model need not offer all tiers."""
    kick_in_timeout_ms: int
    """Time for which the first model's reply is preferred while both run, in milliseconds."""


class BackupModelChoiceDict(TypedDict, total=False):
    """A `BackupModelChoice` as a dict."""

    type: Required[Literal["cascading"]]
    """Always `cascading`."""
    model: Required[LlmModelValue]
    """The language model."""
    backup_kick_in_timeout: int
    """Time for which the first model's reply is preferred while both run, in milliseconds. 300 to 60000."""
    high_priority: bool
    """If true, you pay for lower and steadier latency of the model."""
    ultrafast: bool
    """If true, you pay for the lowest latency of the model, if it offers that."""


class BooleanAnalysisFieldDict(TypedDict, total=False):
    """A `BooleanAnalysisField` as a dict."""

    type: Required[Literal["boolean"]]
    """Always `boolean`."""
    name: Required[str]
    """Name of the answer in `custom_analysis_data`."""
    description: Required[str]
    """Description of the data to extract."""
    conditional_prompt: str
    """When to look for it, in words; without it always."""
    required: bool
    """If true, a call without it counts as failed."""


class CallScreeningOptionDict(TypedDict, total=False):
    """A `CallScreeningOption` as a dict."""

    agent_identity: Required[str]
    """Name of the caller."""
    call_purpose: Required[str]
    """Purpose of the call."""


class CascadingModelConfigDict(TypedDict, total=False):
    """A `CascadingModelConfig` as a dict."""

    type: Literal["cascading"]
    """Always `cascading`."""
    primary: _models.PrimaryModel | PrimaryModelDict
    """The language model."""
    backup: _models.BackupModel | BackupModelDict | None
    """The language model that takes over if the first one is slow; null for none."""
    temperature: float
    """Variation of the model's replies. 0 to 1."""


class ConditionEquationDict(TypedDict, total=False):
    """A `ConditionEquation` as a dict."""

    left: Required[str]
    """Left side of the comparison."""
    operator: Required[EquationOperatorValue]
    """Operator of the comparison."""
    right: str
    """Right side of the comparison; `exists` and `not_exist` need nothing."""


class ContactMemoryConfigDict(TypedDict, total=False):
    """A `ContactMemoryConfig` as a dict."""

    enable_read: bool
    """If true, the agent's prompt contains the memory."""
    enable_update: bool
    """If true, the memory is updated after each conversation."""


class ConversationFlowEngineDict(TypedDict, total=False):
    """A `ConversationFlowEngine` as a dict."""

    type: Required[Literal["conversation-flow"]]
    """Always `conversation-flow`."""
    conversation_flow_id: Required[str]
    """Id of the conversation flow."""
    version: float | None
    """Version of the conversation flow."""


class ConversationFlowSettingsDict(TypedDict, total=False):
    """A `ConversationFlowSettings` as a dict."""

    begin_after_user_silence_ms: int | None
    """Silence of the user after which the agent begins anyway, in milliseconds."""
    start_speaker: StartSpeakerValue
    """Party that speaks first."""
    model_config: _models.ModelConfig | ModelConfigDict
    """The models to use. If set, the older settings of the model have no effect."""
    backup_model: _models.BackupModelChoice | BackupModelChoiceDict | None
    """The model that takes over if the first one is slow; null for none."""
    model_choice: _models.FlowModelChoice | FlowModelChoiceDict
    """The model that runs the flow."""
    model_temperature: float | None
    """Variation of the model's replies."""
    tool_call_strict_mode: bool | None
    """If true, the model's tool calls must fit their schemas exactly."""
    knowledge_base_ids: list[str] | None
    """Ids of the knowledge bases to draw on."""
    kb_config: _models.KnowledgeBaseConfig | KnowledgeBaseConfigDict
    """Retrieval of passages from the knowledge bases."""


class CreateWebCallRequestDict(TypedDict, total=False):
    """A `CreateWebCallRequest` as a dict."""

    agent_id: Required[str]
    """Id of the agent that takes the call. At least 1 character."""
    agent_version: int | str
    """Version of the agent to use: its number, `latest`, `latest_published` or a tag. Without it the server
    chooses.
    """
    current_node_id: str | None
    """The node of the agent's conversation flow to begin at. Without a flow it has no effect."""
    current_state: str | None
    """The state of the agent's Retell LLM to begin in. Without states it has no effect."""
    agent_override: _models.AgentOverride | AgentOverrideDict
    """Settings of the agent that are replaced for this call alone."""
    metadata: _models.Metadata
    """Data of your own, stored with the call and returned unchanged."""
    retell_llm_dynamic_variables: _models.DynamicVariables
    """Values for the placeholders in prompts and tool descriptions."""


class CurrentNumberDict(TypedDict, total=False):
    """A `CurrentNumber` as a dict."""

    type: Required[Literal["current_number"]]
    """Always `current_number`."""


class CustomLlmEngineDict(TypedDict, total=False):
    """A `CustomLlmEngine` as a dict."""

    type: Required[Literal["custom-llm"]]
    """Always `custom-llm`."""
    llm_websocket_url: Required[str]
    """Address of the websocket."""


class CustomSttConfigDict(TypedDict, total=False):
    """A `CustomSttConfig` as a dict."""

    provider: Required[SttProviderValue]
    """Provider of transcription."""
    endpointing_ms: Required[int]
    """Pause after which a turn counts as over, in milliseconds. At least 10 with `deepgram`, 500 with `soniox`,
    100 with the others.
    """


class CustomerNumberDict(TypedDict, total=False):
    """A `CustomerNumber` as a dict."""

    type: Required[Literal["customer_number"]]
    """Always `customer_number`."""


class DestinationNumberDict(TypedDict, total=False):
    """A `DestinationNumber` as a dict."""

    type: Required[Literal["phone_number"]]
    """Always `phone_number`."""
    phone_number: Required[str]
    """The number in E.164 form."""
    ignore_e164_validation: bool
    """If true, a number in another format is accepted too."""


class EnumAnalysisFieldDict(TypedDict, total=False):
    """A `EnumAnalysisField` as a dict."""

    type: Required[Literal["enum"]]
    """Always `enum`."""
    name: Required[str]
    """Name of the answer in `custom_analysis_data`."""
    description: Required[str]
    """Description of the data to extract."""
    choices: Required[list[str]]
    """The answers to choose from. At least 1 item."""
    conditional_prompt: str
    """When to look for it, in words; without it always."""
    required: bool
    """If true, a call without it counts as failed."""


class GuardrailConfigDict(TypedDict, total=False):
    """A `GuardrailConfig` as a dict."""

    input_topics: Sequence[GuardrailInputTopicValue] | None
    """Topics of the user that the agent does not take up."""
    output_topics: Sequence[GuardrailOutputTopicValue] | None
    """Topics of the agent that are replaced before they are spoken."""


class HandbookConfigDict(TypedDict, total=False):
    """A `HandbookConfig` as a dict."""

    default_personality: bool
    """If true, the agent behaves like a professional call-centre employee."""
    conversational_personality: bool
    """If true, the agent speaks in a conversational tone, in place of the default personality."""
    natural_filler_words: bool
    """If true, the agent says "um" and the like now and then."""
    high_empathy: bool
    """If true, the agent shows that it understands how the user feels."""
    echo_verification: bool
    """If true, the agent repeats important details to have them confirmed."""
    nato_phonetic_alphabet: bool
    """If true, the agent spells with the words of the NATO alphabet."""
    speech_normalization: bool
    """If true, numbers, dates and currencies are spelled out before they are spoken."""
    smart_matching: bool
    """If true, words that sound nearly alike are treated as the same."""
    ai_disclosure: bool
    """If true, the agent says that it is not human when it is asked."""
    scope_boundaries: bool
    """If true, the agent keeps to what its prompt covers."""


class InferredSmsDict(TypedDict, total=False):
    """A `InferredSms` as a dict."""

    type: Literal["inferred"]
    """Always `inferred`."""
    prompt: str
    """The prompt; it may have dynamic variables."""


class IvrHangupDict(TypedDict, total=False):
    """A `IvrHangup` as a dict."""

    type: Required[Literal["hangup"]]
    """Always `hangup`."""


class IvrOptionDict(TypedDict, total=False):
    """A `IvrOption` as a dict."""

    action: Required[_models.IvrHangup | IvrHangupDict]
    """The one thing to do."""
    detection_prompt: str | None
    """Definition of a phone menu, in words; null for the vendor's own."""


class KnowledgeBaseConfigDict(TypedDict, total=False):
    """A `KnowledgeBaseConfig` as a dict."""

    top_k: int
    """Largest number of passages to retrieve."""
    filter_score: float
    """Least similarity of a retrieved passage."""


class ModelChoiceDict(TypedDict, total=False):
    """A `ModelChoice` as a dict."""

    type: Required[Literal["cascading"]]
    """Always `cascading`."""
    model: Required[LlmModelValue]
    """The language model."""
    high_priority: bool
    """If true, you pay for lower and steadier latency of the model."""
    ultrafast: bool
    """If true, you pay for the lowest latency of the model, if it offers that."""


class NumberAnalysisFieldDict(TypedDict, total=False):
    """A `NumberAnalysisField` as a dict."""

    type: Required[Literal["number"]]
    """Always `number`."""
    name: Required[str]
    """Name of the answer in `custom_analysis_data`."""
    description: Required[str]
    """Description of the data to extract."""
    conditional_prompt: str
    """When to look for it, in words; without it always."""
    required: bool
    """If true, a call without it counts as failed."""


class PartOfToolOutputDict(TypedDict, total=False):
    """A `PartOfToolOutput` as a dict."""

    mode: Required[Literal["subset"]]
    """Always `subset`."""
    fields: Required[list[str]]
    """Paths of the fields."""


class PiiConfigDict(TypedDict, total=False):
    """A `PiiConfig` as a dict."""

    mode: Required[PiiModeValue]
    """When the scrubbing happens."""
    categories: Required[Sequence[PiiCategoryValue]]
    """The kinds of personal data to scrub."""


class PostSessionAppToolDict(TypedDict, total=False):
    """A `PostSessionAppTool` as a dict."""

    type: Required[Literal["integration_app"]]
    """Always `integration_app`."""
    name: Required[str]
    """Name of the tool, unique among the tools. Letters, digits, `_` and `-`, at most 64."""
    app_id: Required[str]
    """Id of the connected app."""
    app_tool_template_name: Required[str]
    """Name of the template in the provider's catalogue."""
    provider: Required[str]
    """Provider of the app."""
    condition: _models.ToolCondition | ToolConditionDict
    """When the tool runs; without it always."""
    description: str
    """Description of the tool."""
    parameters: Sequence[_models.ToolParameters | ToolParametersDict]
    """Arguments of the tool, in order."""
    output_selection: _models.ToolOutputSelection | ToolOutputSelectionDict
    """Part of the tool's response that the agent sees; by default all."""
    response_variables: _models.ResponseVariables
    """Parts of the result that become dynamic variables."""
    depends_on: list[str]
    """Names of the tools that run before this one."""
    enable_typing_sound: bool
    """If true, a typing sound is played while the tool runs."""
    execution_message_type: ExecutionMessageTypeValue
    """Type of `execution_message_description`, either a prompt or a fixed text."""
    execution_message_description: str
    """Text or prompt for what the agent says while the tool runs, if `speak_during_execution` is true."""
    speak_during_execution: bool
    """If true, the agent speaks while the tool runs."""
    speak_after_execution: bool
    """If true, the agent speaks when the tool has run."""


class PostSessionCodeToolDict(TypedDict, total=False):
    """A `PostSessionCodeTool` as a dict."""

    type: Required[Literal["code"]]
    """Always `code`."""
    name: Required[str]
    """Name of the tool, unique among the tools. Letters, digits, `_` and `-`, at most 64."""
    code: Required[str]
    """The JavaScript."""
    condition: _models.ToolCondition | ToolConditionDict
    """When the tool runs; without it always."""
    description: str
    """Description of the tool, and when to use it."""
    timeout_ms: int
    """Longest run, in milliseconds."""
    response_variables: _models.ResponseVariables
    """Parts of the result that become dynamic variables."""
    depends_on: list[str]
    """Names of the tools that run before this one."""
    enable_typing_sound: bool
    """If true, a typing sound is played while the tool runs."""
    execution_message_type: ExecutionMessageTypeValue
    """Type of `execution_message_description`, either a prompt or a fixed text."""
    execution_message_description: str
    """Text or prompt for what the agent says while the tool runs, if `speak_during_execution` is true."""
    speak_during_execution: bool
    """If true, the agent speaks while the tool runs."""
    speak_after_execution: bool
    """If true, the agent speaks when the tool has run."""


class PostSessionCustomToolDict(TypedDict, total=False):
    """A `PostSessionCustomTool` as a dict."""

    type: Required[Literal["custom"]]
    """Always `custom`."""
    name: Required[str]
    """Name of the tool, unique among the tools. Letters, digits, `_` and `-`, at most 64."""
    url: Required[str]
    """URL that the request is sent to."""
    method: ToolMethodValue
    """Method of the request; without it POST."""
    condition: _models.ToolCondition | ToolConditionDict
    """When the tool runs; without it always."""
    description: str
    """Description of the tool, and when to use it."""
    headers: _models.ToolHeaders
    """Headers to add to the request."""
    query_params: _models.ToolQueryParameters
    """Parameters to add to the query of the URL."""
    parameters: _models.ToolParameters | ToolParametersDict
    """Parameters of the tool."""
    parameter_type: ToolParameterTypeValue
    """Form of `parameters` in the dashboard."""
    args_at_root: bool
    """If true, the parameters are the body itself instead of its property `args`."""
    timeout_ms: int
    """Longest attempt, in milliseconds. 1000 to 600000."""
    max_retry: int
    """Number of retries of a failed request. 0 to 5."""
    response_variables: _models.ResponseVariables
    """Parts of the result that become dynamic variables."""
    depends_on: list[str]
    """Names of the tools that run before this one."""
    enable_typing_sound: bool
    """If true, a typing sound is played while the tool runs."""
    execution_message_type: ExecutionMessageTypeValue
    """Type of `execution_message_description`, either a prompt or a fixed text."""
    execution_message_description: str
    """Text or prompt for what the agent says while the tool runs, if `speak_during_execution` is true."""
    speak_during_execution: bool
    """If true, the agent speaks while the tool runs."""
    speak_after_execution: bool
    """If true, the agent speaks when the tool has run."""


class PreSessionAppToolDict(TypedDict, total=False):
    """A `PreSessionAppTool` as a dict."""

    type: Required[Literal["integration_app"]]
    """Always `integration_app`."""
    name: Required[str]
    """Name of the tool, unique among the tools. Letters, digits, `_` and `-`, at most 64."""
    app_id: Required[str]
    """Id of the connected app."""
    app_tool_template_name: Required[str]
    """Name of the template in the provider's catalogue."""
    provider: Required[str]
    """Provider of the app."""
    description: str
    """Description of the tool."""
    parameters: Sequence[_models.ToolParameters | ToolParametersDict]
    """Arguments of the tool, in order."""
    output_selection: _models.ToolOutputSelection | ToolOutputSelectionDict
    """Part of the tool's response that the agent sees; by default all."""
    response_variables: _models.ResponseVariables
    """Parts of the result that become dynamic variables."""
    depends_on: list[str]
    """Names of the tools that run before this one."""
    enable_typing_sound: bool
    """If true, a typing sound is played while the tool runs."""
    execution_message_type: ExecutionMessageTypeValue
    """Type of `execution_message_description`, either a prompt or a fixed text."""
    execution_message_description: str
    """Text or prompt for what the agent says while the tool runs, if `speak_during_execution` is true."""
    speak_during_execution: bool
    """If true, the agent speaks while the tool runs."""
    speak_after_execution: bool
    """If true, the agent speaks when the tool has run."""


class PreSessionCodeToolDict(TypedDict, total=False):
    """A `PreSessionCodeTool` as a dict."""

    type: Required[Literal["code"]]
    """Always `code`."""
    name: Required[str]
    """Name of the tool, unique among the tools. Letters, digits, `_` and `-`, at most 64."""
    code: Required[str]
    """The JavaScript."""
    description: str
    """Description of the tool, and when to use it."""
    timeout_ms: int
    """Longest run, in milliseconds."""
    response_variables: _models.ResponseVariables
    """Parts of the result that become dynamic variables."""
    depends_on: list[str]
    """Names of the tools that run before this one."""
    enable_typing_sound: bool
    """If true, a typing sound is played while the tool runs."""
    execution_message_type: ExecutionMessageTypeValue
    """Type of `execution_message_description`, either a prompt or a fixed text."""
    execution_message_description: str
    """Text or prompt for what the agent says while the tool runs, if `speak_during_execution` is true."""
    speak_during_execution: bool
    """If true, the agent speaks while the tool runs."""
    speak_after_execution: bool
    """If true, the agent speaks when the tool has run."""


class PreSessionCustomToolDict(TypedDict, total=False):
    """A `PreSessionCustomTool` as a dict."""

    type: Required[Literal["custom"]]
    """Always `custom`."""
    name: Required[str]
    """Name of the tool, unique among the tools. Letters, digits, `_` and `-`, at most 64."""
    url: Required[str]
    """URL that the request is sent to."""
    method: ToolMethodValue
    """Method of the request; without it POST."""
    description: str
    """Description of the tool, and when to use it."""
    headers: _models.ToolHeaders
    """Headers to add to the request."""
    query_params: _models.ToolQueryParameters
    """Parameters to add to the query of the URL."""
    parameters: _models.ToolParameters | ToolParametersDict
    """Parameters of the tool."""
    parameter_type: ToolParameterTypeValue
    """Form of `parameters` in the dashboard."""
    args_at_root: bool
    """If true, the parameters are the body itself instead of its property `args`."""
    timeout_ms: int
    """Longest attempt, in milliseconds. 1000 to 600000."""
    max_retry: int
    """Number of retries of a failed request. 0 to 5."""
    response_variables: _models.ResponseVariables
    """Parts of the result that become dynamic variables."""
    depends_on: list[str]
    """Names of the tools that run before this one."""
    enable_typing_sound: bool
    """If true, a typing sound is played while the tool runs."""
    execution_message_type: ExecutionMessageTypeValue
    """Type of `execution_message_description`, either a prompt or a fixed text."""
    execution_message_description: str
    """Text or prompt for what the agent says while the tool runs, if `speak_during_execution` is true."""
    speak_during_execution: bool
    """If true, the agent speaks while the tool runs."""
    speak_after_execution: bool
    """If true, the agent speaks when the tool has run."""


class PredefinedSmsDict(TypedDict, total=False):
    """A `PredefinedSms` as a dict."""

    type: Literal["predefined"]
    """Always `predefined`."""
    text: str
    """The text; it may have dynamic variables."""


class PrimaryModelDict(TypedDict, total=False):
    """A `PrimaryModel` as a dict."""

    model: Required[LlmModelValue]
    """The language model."""
    tier: ModelTierValue
    """Speed of the model. A model need not offer all tiers."""


class PrimarySpeechToSpeechModelDict(TypedDict, total=False):
    """A `PrimarySpeechToSpeechModel` as a dict."""

    model: Required[SpeechToSpeechModelValue]
    """The model."""


class PronunciationDict(TypedDict, total=False):
    """A `Pronunciation` as a dict."""

    word: Required[str]
    """The word as it is written."""
    alphabet: Required[PronunciationAlphabetValue]
    """The phonetic alphabet of `phoneme`."""
    phoneme: Required[str]
    """Pronunciation of the word."""


class RetellLlmEngineDict(TypedDict, total=False):
    """A `RetellLlmEngine` as a dict."""

    type: Required[Literal["retell-llm"]]
    """Always `retell-llm`."""
    llm_id: Required[str]
    """Id of the Retell LLM."""
    version: float | None
    """Version of the Retell LLM."""


class RetellLlmSettingsDict(TypedDict, total=False):
    """A `RetellLlmSettings` as a dict."""

    begin_message: str | None
    """The agent's first words; an empty string lets the user begin."""
    begin_after_user_silence_ms: int | None
    """Silence of the user after which the agent begins anyway, in milliseconds."""
    start_speaker: StartSpeakerValue
    """Party that speaks first."""
    model: LlmModelValue | None
    """The language model; null leaves the choice to the server."""
    model_config: _models.ModelConfig | ModelConfigDict
    """The models to use. If set, the older settings of the model have no effect."""
    backup_model: _models.BackupModelChoice | BackupModelChoiceDict | None
    """The model that takes over if the first one is slow; null for none."""
    s2s_model: SpeechToSpeechModelValue | None
    """The speech-to-speech model to use in place of a language model; null for none."""
    model_temperature: float
    """Variation of the model's replies."""
    model_high_priority: bool | None
    """If true, you pay for lower and steadier latency of the model."""
    model_ultrafast: bool | None
    """If true, you pay for the lowest latency of the model, if it offers that."""
    tool_call_strict_mode: bool | None
    """If true, the model's tool calls must fit their schemas exactly."""
    knowledge_base_ids: list[str] | None
    """Ids of the knowledge bases to draw on."""
    kb_config: _models.KnowledgeBaseConfig | KnowledgeBaseConfigDict | None
    """Retrieval of passages from the knowledge bases; null for the defaults."""


class RetellLongCodeDict(TypedDict, total=False):
    """A `RetellLongCode` as a dict."""

    type: Required[Literal["retell_long_code"]]
    """Always `retell_long_code`."""


class SendSmsToolDict(TypedDict, total=False):
    """A `SendSmsTool` as a dict."""

    type: Required[Literal["send_sms"]]
    """Always `send_sms`."""
    name: Required[str]
    """Name of the tool, unique among the tools. Letters, digits, `_` and `-`, at most 64."""
    sms_content: Required[_models.SmsContent | SmsContentDict]
    """Content of the message."""
    sms_destination: _models.SmsDestination | SmsDestinationDict | None
    """Destination of the message; null or nothing for the user's own number."""
    sms_sender: _models.SmsSender | SmsSenderDict | None
    """The number to send it from; null or nothing for the agent's own."""
    condition: _models.ToolCondition | ToolConditionDict
    """When the tool runs; without it always."""
    description: str
    """Description of the tool, and when to use it."""
    depends_on: list[str]
    """Names of the tools that run before this one."""
    execution_message_type: ExecutionMessageTypeValue
    """Type of `execution_message_description`, either a prompt or a fixed text."""
    execution_message_description: str
    """Text or prompt for what the agent says while the tool runs, if `speak_during_execution` is true."""
    speak_during_execution: bool
    """If true, the agent speaks while the tool runs."""
    speak_after_execution: bool
    """If true, the agent speaks when the tool has run."""


class SpeechToSpeechModelChoiceDict(TypedDict, total=False):
    """A `SpeechToSpeechModelChoice` as a dict."""

    type: Required[Literal["s2s"]]
    """Always `s2s`."""
    model: Required[SpeechToSpeechModelValue]
    """The model."""


class SpeechToSpeechModelConfigDict(TypedDict, total=False):
    """A `SpeechToSpeechModelConfig` as a dict."""

    type: Literal["s2s"]
    """Always `s2s`."""
    primary: _models.PrimarySpeechToSpeechModel | PrimarySpeechToSpeechModelDict
    """The model."""
    temperature: float
    """Variation of the model's replies. 0 to 1."""


class StringAnalysisFieldDict(TypedDict, total=False):
    """A `StringAnalysisField` as a dict."""

    type: Required[Literal["string"]]
    """Always `string`."""
    name: Required[str]
    """Name of the answer in `custom_analysis_data`."""
    description: Required[str]
    """Description of the data to extract."""
    examples: list[str]
    """Answers of the wanted form."""
    conditional_prompt: str
    """When to look for it, in words; without it always."""
    required: bool
    """If true, a call without it counts as failed."""


class SystemPresetAnalysisFieldDict(TypedDict, total=False):
    """A `SystemPresetAnalysisField` as a dict."""

    type: Required[Literal["system-presets"]]
    """Always `system-presets`."""
    name: Required[SystemPresetValue]
    """Name of the finding."""
    description: str
    """Description of the data to extract."""
    conditional_prompt: str
    """When to look for it, in words; without it always."""
    required: bool
    """If true, it must be found; true if it is left out."""


class TemplateSmsDict(TypedDict, total=False):
    """A `TemplateSms` as a dict."""

    type: Required[Literal["template"]]
    """Always `template`."""
    template: Required[SmsTemplateValue]
    """Name of the template."""


class ToolConditionDict(TypedDict, total=False):
    """A `ToolCondition` as a dict."""

    type: Required[Literal["equation"]]
    """Always `equation`."""
    operator: Required[ConditionOperatorValue]
    """Combination of the equations, of which all must hold, or one."""
    equations: Required[Sequence[_models.ConditionEquation | ConditionEquationDict]]
    """Equations to evaluate."""


class ToolParametersDict(TypedDict, total=False):
    """A `ToolParameters` as a dict."""

    type: Required[Literal["object"]]
    """Always `object`."""
    properties: Required[_models.ToolParameterSchemas]
    """A schema for each parameter."""
    required: list[str]
    """The parameters that must be there."""
    additionalProperties: bool
    """If true, there may be others."""


class UserDtmfOptionsDict(TypedDict, total=False):
    """A `UserDtmfOptions` as a dict."""

    digit_limit: float | None
    """Number of keys of an input."""
    termination_key: str | None
    """The key that ends an input."""
    timeout_ms: int
    """Pause after which an input counts as complete, in milliseconds."""


class VoicemailBridgeTransferDict(TypedDict, total=False):
    """A `VoicemailBridgeTransfer` as a dict."""

    type: Required[Literal["bridge_transfer"]]
    """Always `bridge_transfer`."""


class VoicemailHangupDict(TypedDict, total=False):
    """A `VoicemailHangup` as a dict."""

    type: Required[Literal["hangup"]]
    """Always `hangup`."""


class VoicemailOptionDict(TypedDict, total=False):
    """A `VoicemailOption` as a dict."""

    action: Required[_models.VoicemailAction | VoicemailActionDict]
    """The one thing to do."""
    detection_prompt: str | None
    """Definition of a voicemail, in words; null for the vendor's own."""


class VoicemailPromptDict(TypedDict, total=False):
    """A `VoicemailPrompt` as a dict."""

    type: Required[Literal["prompt"]]
    """Always `prompt`."""
    text: Required[str]
    """The prompt."""


class VoicemailStaticTextDict(TypedDict, total=False):
    """A `VoicemailStaticText` as a dict."""

    type: Required[Literal["static_text"]]
    """Always `static_text`."""
    text: Required[str]
    """The message."""


class WholeToolOutputDict(TypedDict, total=False):
    """A `WholeToolOutput` as a dict."""

    mode: Required[Literal["all"]]
    """Always `all`."""
    fields: list[str]
    """Stored for the dashboard, without effect."""


PreSessionToolDict: TypeAlias = PreSessionAppToolDict | PreSessionCustomToolDict | PreSessionCodeToolDict
PostSessionToolDict: TypeAlias = (
    PostSessionAppToolDict | PostSessionCustomToolDict | PostSessionCodeToolDict | SendSmsToolDict
)
SmsContentDict: TypeAlias = PredefinedSmsDict | InferredSmsDict | TemplateSmsDict
SmsDestinationDict: TypeAlias = CustomerNumberDict | DestinationNumberDict
SmsSenderDict: TypeAlias = CurrentNumberDict | RetellLongCodeDict
ToolOutputSelectionDict: TypeAlias = WholeToolOutputDict | PartOfToolOutputDict
PostCallAnalysisFieldDict: TypeAlias = (
    StringAnalysisFieldDict
    | EnumAnalysisFieldDict
    | BooleanAnalysisFieldDict
    | NumberAnalysisFieldDict
    | SystemPresetAnalysisFieldDict
)
ResponseEngineDict: TypeAlias = RetellLlmEngineDict | CustomLlmEngineDict | ConversationFlowEngineDict
VoicemailActionDict: TypeAlias = (
    VoicemailPromptDict | VoicemailStaticTextDict | VoicemailHangupDict | VoicemailBridgeTransferDict
)
FlowModelChoiceDict: TypeAlias = ModelChoiceDict | SpeechToSpeechModelChoiceDict
ModelConfigDict: TypeAlias = CascadingModelConfigDict | SpeechToSpeechModelConfigDict
