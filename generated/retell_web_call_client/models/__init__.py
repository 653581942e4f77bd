"""The data models of requests and responses. Each is loaded when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from ..types import UnknownVariant
    from .agent_override import AgentOverride
    from .agent_settings import AgentSettings
    from .ambient_sound import AmbientSound
    from .boolean_analysis_field import BooleanAnalysisField
    from .call_analysis import CallAnalysis
    from .call_cost import CallCost
    from .call_latency import CallLatency
    from .call_status import CallStatus
    from .call_type import CallType
    from .collected_dynamic_variables import CollectedDynamicVariables
    from .conversation_flow_engine import ConversationFlowEngine
    from .conversation_flow_settings import ConversationFlowSettings
    from .create_web_call_request import CreateWebCallRequest
    from .custom_analysis_data import CustomAnalysisData
    from .custom_llm_engine import CustomLlmEngine
    from .custom_sip_headers import CustomSipHeaders
    from .data_storage_setting import DataStorageSetting
    from .denoising_mode import DenoisingMode
    from .disconnection_reason import DisconnectionReason
    from .dtmf_input import DtmfInput
    from .dynamic_variables import DynamicVariables
    from .enum_analysis_field import EnumAnalysisField
    from .error import Error
    from .knowledge_base_config import KnowledgeBaseConfig
    from .language import Language
    from .latency_stats import LatencyStats
    from .llm_model import LlmModel
    from .llm_token_usage import LlmTokenUsage
    from .metadata import Metadata
    from .model_choice import ModelChoice
    from .number_analysis_field import NumberAnalysisField
    from .pii_category import PiiCategory
    from .pii_config import PiiConfig
    from .pii_mode import PiiMode
    from .post_call_analysis_model import PostCallAnalysisModel
    from .product_cost import ProductCost
    from .pronunciation import Pronunciation
    from .pronunciation_alphabet import PronunciationAlphabet
    from .retell_llm_engine import RetellLlmEngine
    from .retell_llm_settings import RetellLlmSettings
    from .speech_to_speech_model import SpeechToSpeechModel
    from .start_speaker import StartSpeaker
    from .string_analysis_field import StringAnalysisField
    from .stt_mode import SttMode
    from .tool_call_invocation import ToolCallInvocation
    from .tool_call_result import ToolCallResult
    from .user_dtmf_options import UserDtmfOptions
    from .user_sentiment import UserSentiment
    from .utterance import Utterance
    from .utterance_role import UtteranceRole
    from .vocab_specialization import VocabSpecialization
    from .voice_model import VoiceModel
    from .voicemail_hangup import VoicemailHangup
    from .voicemail_option import VoicemailOption
    from .voicemail_prompt import VoicemailPrompt
    from .voicemail_static_text import VoicemailStaticText
    from .web_call import WebCall
    from .word import Word

    PostCallAnalysisField: TypeAlias = (
        StringAnalysisField | EnumAnalysisField | BooleanAnalysisField | NumberAnalysisField | UnknownVariant
    )
    ResponseEngine: TypeAlias = RetellLlmEngine | CustomLlmEngine | ConversationFlowEngine | UnknownVariant
    VoicemailAction: TypeAlias = VoicemailPrompt | VoicemailStaticText | VoicemailHangup | UnknownVariant
    TranscriptItem: TypeAlias = Utterance | ToolCallInvocation | ToolCallResult | DtmfInput | UnknownVariant
else:
    _MODULES = {
        "AgentOverride": ".agent_override",
        "AgentSettings": ".agent_settings",
        "AmbientSound": ".ambient_sound",
        "BooleanAnalysisField": ".boolean_analysis_field",
        "CallAnalysis": ".call_analysis",
        "CallCost": ".call_cost",
        "CallLatency": ".call_latency",
        "CallStatus": ".call_status",
        "CallType": ".call_type",
        "CollectedDynamicVariables": ".collected_dynamic_variables",
        "ConversationFlowEngine": ".conversation_flow_engine",
        "ConversationFlowSettings": ".conversation_flow_settings",
        "CreateWebCallRequest": ".create_web_call_request",
        "CustomAnalysisData": ".custom_analysis_data",
        "CustomLlmEngine": ".custom_llm_engine",
        "CustomSipHeaders": ".custom_sip_headers",
        "DataStorageSetting": ".data_storage_setting",
        "DenoisingMode": ".denoising_mode",
        "DisconnectionReason": ".disconnection_reason",
        "DtmfInput": ".dtmf_input",
        "DynamicVariables": ".dynamic_variables",
        "EnumAnalysisField": ".enum_analysis_field",
        "Error": ".error",
        "KnowledgeBaseConfig": ".knowledge_base_config",
        "Language": ".language",
        "LatencyStats": ".latency_stats",
        "LlmModel": ".llm_model",
        "LlmTokenUsage": ".llm_token_usage",
        "Metadata": ".metadata",
        "ModelChoice": ".model_choice",
        "NumberAnalysisField": ".number_analysis_field",
        "PiiCategory": ".pii_category",
        "PiiConfig": ".pii_config",
        "PiiMode": ".pii_mode",
        "PostCallAnalysisModel": ".post_call_analysis_model",
        "ProductCost": ".product_cost",
        "Pronunciation": ".pronunciation",
        "PronunciationAlphabet": ".pronunciation_alphabet",
        "RetellLlmEngine": ".retell_llm_engine",
        "RetellLlmSettings": ".retell_llm_settings",
        "SpeechToSpeechModel": ".speech_to_speech_model",
        "StartSpeaker": ".start_speaker",
        "StringAnalysisField": ".string_analysis_field",
        "SttMode": ".stt_mode",
        "ToolCallInvocation": ".tool_call_invocation",
        "ToolCallResult": ".tool_call_result",
        "UserDtmfOptions": ".user_dtmf_options",
        "UserSentiment": ".user_sentiment",
        "Utterance": ".utterance",
        "UtteranceRole": ".utterance_role",
        "VocabSpecialization": ".vocab_specialization",
        "VoiceModel": ".voice_model",
        "VoicemailHangup": ".voicemail_hangup",
        "VoicemailOption": ".voicemail_option",
        "VoicemailPrompt": ".voicemail_prompt",
        "VoicemailStaticText": ".voicemail_static_text",
        "WebCall": ".web_call",
        "Word": ".word",
        "UnknownVariant": "..types",
    }
    _UNIONS = {
        "PostCallAnalysisField": (
            "StringAnalysisField",
            "EnumAnalysisField",
            "BooleanAnalysisField",
            "NumberAnalysisField",
            "UnknownVariant",
        ),
        "ResponseEngine": ("RetellLlmEngine", "CustomLlmEngine", "ConversationFlowEngine", "UnknownVariant"),
        "VoicemailAction": ("VoicemailPrompt", "VoicemailStaticText", "VoicemailHangup", "UnknownVariant"),
        "TranscriptItem": ("Utterance", "ToolCallInvocation", "ToolCallResult", "DtmfInput", "UnknownVariant"),
    }

    def __getattr__(name):
        if name in _MODULES:
            from importlib import import_module

            found = getattr(import_module(_MODULES[name], __name__), name)
        elif name in _UNIONS:
            found = None
            for variant in _UNIONS[name]:
                found = __getattr__(variant) if found is None else found | __getattr__(variant)
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = found
        return found

    def __dir__():
        return [*globals(), *__all__]


__all__ = (
    "UnknownVariant",
    "AgentOverride",
    "AgentSettings",
    "AmbientSound",
    "BooleanAnalysisField",
    "CallAnalysis",
    "CallCost",
    "CallLatency",
    "CallStatus",
    "CallType",
    "CollectedDynamicVariables",
    "ConversationFlowEngine",
    "ConversationFlowSettings",
    "CreateWebCallRequest",
    "CustomAnalysisData",
    "CustomLlmEngine",
    "CustomSipHeaders",
    "DataStorageSetting",
    "DenoisingMode",
    "DisconnectionReason",
    "DtmfInput",
    "DynamicVariables",
    "EnumAnalysisField",
    "Error",
    "KnowledgeBaseConfig",
    "Language",
    "LatencyStats",
    "LlmModel",
    "LlmTokenUsage",
    "Metadata",
    "ModelChoice",
    "NumberAnalysisField",
    "PiiCategory",
    "PiiConfig",
    "PiiMode",
    "PostCallAnalysisModel",
    "ProductCost",
    "Pronunciation",
    "PronunciationAlphabet",
    "RetellLlmEngine",
    "RetellLlmSettings",
    "SpeechToSpeechModel",
    "StartSpeaker",
    "StringAnalysisField",
    "SttMode",
    "ToolCallInvocation",
    "ToolCallResult",
    "UserDtmfOptions",
    "UserSentiment",
    "Utterance",
    "UtteranceRole",
    "VocabSpecialization",
    "VoicemailHangup",
    "VoicemailOption",
    "VoicemailPrompt",
    "VoicemailStaticText",
    "VoiceModel",
    "WebCall",
    "Word",
    "PostCallAnalysisField",
    "ResponseEngine",
    "VoicemailAction",
    "TranscriptItem",
)
