"""The data models of requests and responses. Each is loaded when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from ..dicts import AgentOverrideDict as AgentOverrideDict
    from ..dicts import AgentSettingsDict as AgentSettingsDict
    from ..dicts import BackupModelChoiceDict as BackupModelChoiceDict
    from ..dicts import BackupModelDict as BackupModelDict
    from ..dicts import BooleanAnalysisFieldDict as BooleanAnalysisFieldDict
    from ..dicts import CallScreeningOptionDict as CallScreeningOptionDict
    from ..dicts import CascadingModelConfigDict as CascadingModelConfigDict
    from ..dicts import ConditionEquationDict as ConditionEquationDict
    from ..dicts import ContactMemoryConfigDict as ContactMemoryConfigDict
    from ..dicts import ConversationFlowEngineDict as ConversationFlowEngineDict
    from ..dicts import ConversationFlowSettingsDict as ConversationFlowSettingsDict
    from ..dicts import CreateWebCallRequestDict as CreateWebCallRequestDict
    from ..dicts import CurrentNumberDict as CurrentNumberDict
    from ..dicts import CustomerNumberDict as CustomerNumberDict
    from ..dicts import CustomLlmEngineDict as CustomLlmEngineDict
    from ..dicts import CustomSttConfigDict as CustomSttConfigDict
    from ..dicts import DestinationNumberDict as DestinationNumberDict
    from ..dicts import EnumAnalysisFieldDict as EnumAnalysisFieldDict
    from ..dicts import FlowModelChoiceDict as FlowModelChoiceDict
    from ..dicts import GuardrailConfigDict as GuardrailConfigDict
    from ..dicts import HandbookConfigDict as HandbookConfigDict
    from ..dicts import InferredSmsDict as InferredSmsDict
    from ..dicts import IvrHangupDict as IvrHangupDict
    from ..dicts import IvrOptionDict as IvrOptionDict
    from ..dicts import KnowledgeBaseConfigDict as KnowledgeBaseConfigDict
    from ..dicts import ModelChoiceDict as ModelChoiceDict
    from ..dicts import ModelConfigDict as ModelConfigDict
    from ..dicts import NumberAnalysisFieldDict as NumberAnalysisFieldDict
    from ..dicts import PartOfToolOutputDict as PartOfToolOutputDict
    from ..dicts import PiiConfigDict as PiiConfigDict
    from ..dicts import PostCallAnalysisFieldDict as PostCallAnalysisFieldDict
    from ..dicts import PostSessionAppToolDict as PostSessionAppToolDict
    from ..dicts import PostSessionCodeToolDict as PostSessionCodeToolDict
    from ..dicts import PostSessionCustomToolDict as PostSessionCustomToolDict
    from ..dicts import PostSessionToolDict as PostSessionToolDict
    from ..dicts import PredefinedSmsDict as PredefinedSmsDict
    from ..dicts import PreSessionAppToolDict as PreSessionAppToolDict
    from ..dicts import PreSessionCodeToolDict as PreSessionCodeToolDict
    from ..dicts import PreSessionCustomToolDict as PreSessionCustomToolDict
    from ..dicts import PreSessionToolDict as PreSessionToolDict
    from ..dicts import PrimaryModelDict as PrimaryModelDict
    from ..dicts import PrimarySpeechToSpeechModelDict as PrimarySpeechToSpeechModelDict
    from ..dicts import PronunciationDict as PronunciationDict
    from ..dicts import ResponseEngineDict as ResponseEngineDict
    from ..dicts import RetellLlmEngineDict as RetellLlmEngineDict
    from ..dicts import RetellLlmSettingsDict as RetellLlmSettingsDict
    from ..dicts import RetellLongCodeDict as RetellLongCodeDict
    from ..dicts import SendSmsToolDict as SendSmsToolDict
    from ..dicts import SmsContentDict as SmsContentDict
    from ..dicts import SmsDestinationDict as SmsDestinationDict
    from ..dicts import SmsSenderDict as SmsSenderDict
    from ..dicts import SpeechToSpeechModelChoiceDict as SpeechToSpeechModelChoiceDict
    from ..dicts import SpeechToSpeechModelConfigDict as SpeechToSpeechModelConfigDict
    from ..dicts import StringAnalysisFieldDict as StringAnalysisFieldDict
    from ..dicts import SystemPresetAnalysisFieldDict as SystemPresetAnalysisFieldDict
    from ..dicts import TemplateSmsDict as TemplateSmsDict
    from ..dicts import ToolConditionDict as ToolConditionDict
    from ..dicts import ToolOutputSelectionDict as ToolOutputSelectionDict
    from ..dicts import ToolParametersDict as ToolParametersDict
    from ..dicts import UserDtmfOptionsDict as UserDtmfOptionsDict
    from ..dicts import VoicemailActionDict as VoicemailActionDict
    from ..dicts import VoicemailBridgeTransferDict as VoicemailBridgeTransferDict
    from ..dicts import VoicemailHangupDict as VoicemailHangupDict
    from ..dicts import VoicemailOptionDict as VoicemailOptionDict
    from ..dicts import VoicemailPromptDict as VoicemailPromptDict
    from ..dicts import VoicemailStaticTextDict as VoicemailStaticTextDict
    from ..dicts import WholeToolOutputDict as WholeToolOutputDict
    from ..types import UnknownVariant
    from .agent_override import AgentOverride
    from .agent_settings import AgentSettings
    from .ambient_sound import AmbientSound
    from .backup_model import BackupModel
    from .backup_model_choice import BackupModelChoice
    from .backup_model_reason import BackupModelReason
    from .backup_model_used import BackupModelUsed
    from .boolean_analysis_field import BooleanAnalysisField
    from .call_analysis import CallAnalysis
    from .call_analyzed import CallAnalyzed
    from .call_cost import CallCost
    from .call_ended import CallEnded
    from .call_latency import CallLatency
    from .call_screening_option import CallScreeningOption
    from .call_started import CallStarted
    from .call_status import CallStatus
    from .call_type import CallType
    from .cascading_model_config import CascadingModelConfig
    from .collected_dynamic_variables import CollectedDynamicVariables
    from .condition_equation import ConditionEquation
    from .condition_operator import ConditionOperator
    from .contact_memory_config import ContactMemoryConfig
    from .conversation_flow_engine import ConversationFlowEngine
    from .conversation_flow_settings import ConversationFlowSettings
    from .create_web_call_request import CreateWebCallRequest
    from .current_number import CurrentNumber
    from .custom_analysis_data import CustomAnalysisData
    from .custom_llm_engine import CustomLlmEngine
    from .custom_sip_headers import CustomSipHeaders
    from .custom_stt_config import CustomSttConfig
    from .customer_number import CustomerNumber
    from .data_storage_setting import DataStorageSetting
    from .denoising_mode import DenoisingMode
    from .destination_number import DestinationNumber
    from .disconnection_reason import DisconnectionReason
    from .dtmf_input import DtmfInput
    from .dynamic_variables import DynamicVariables
    from .enum_analysis_field import EnumAnalysisField
    from .equation_operator import EquationOperator
    from .error import Error
    from .event_call import EventCall
    from .execution_message_type import ExecutionMessageType
    from .expressive_emotion_tag import ExpressiveEmotionTag
    from .guardrail_config import GuardrailConfig
    from .guardrail_input_topic import GuardrailInputTopic
    from .guardrail_output_topic import GuardrailOutputTopic
    from .handbook_config import HandbookConfig
    from .ice_server import IceServer
    from .inferred_sms import InferredSms
    from .injected_message import InjectedMessage
    from .ivr_hangup import IvrHangup
    from .ivr_option import IvrOption
    from .knowledge_base_config import KnowledgeBaseConfig
    from .language import Language
    from .latency_stats import LatencyStats
    from .llm_model import LlmModel
    from .llm_token_usage import LlmTokenUsage
    from .metadata import Metadata
    from .model_choice import ModelChoice
    from .model_tier import ModelTier
    from .node_transition import NodeTransition
    from .node_transition_type import NodeTransitionType
    from .number_analysis_field import NumberAnalysisField
    from .part_of_tool_output import PartOfToolOutput
    from .pii_category import PiiCategory
    from .pii_config import PiiConfig
    from .pii_mode import PiiMode
    from .post_call_analysis_model import PostCallAnalysisModel
    from .post_session_app_tool import PostSessionAppTool
    from .post_session_code_tool import PostSessionCodeTool
    from .post_session_custom_tool import PostSessionCustomTool
    from .pre_session_app_tool import PreSessionAppTool
    from .pre_session_code_tool import PreSessionCodeTool
    from .pre_session_custom_tool import PreSessionCustomTool
    from .predefined_sms import PredefinedSms
    from .primary_model import PrimaryModel
    from .primary_speech_to_speech_model import PrimarySpeechToSpeechModel
    from .product_cost import ProductCost
    from .pronunciation import Pronunciation
    from .pronunciation_alphabet import PronunciationAlphabet
    from .response_variables import ResponseVariables
    from .retell_llm_engine import RetellLlmEngine
    from .retell_llm_settings import RetellLlmSettings
    from .retell_long_code import RetellLongCode
    from .send_sms_tool import SendSmsTool
    from .sms_message import SmsMessage
    from .sms_multimedia import SmsMultimedia
    from .sms_template import SmsTemplate
    from .speech_to_speech_model import SpeechToSpeechModel
    from .speech_to_speech_model_choice import SpeechToSpeechModelChoice
    from .speech_to_speech_model_config import SpeechToSpeechModelConfig
    from .start_speaker import StartSpeaker
    from .string_analysis_field import StringAnalysisField
    from .stt_mode import SttMode
    from .stt_provider import SttProvider
    from .system_preset import SystemPreset
    from .system_preset_analysis_field import SystemPresetAnalysisField
    from .template_sms import TemplateSms
    from .tool_call import ToolCall
    from .tool_call_invocation import ToolCallInvocation
    from .tool_call_result import ToolCallResult
    from .tool_condition import ToolCondition
    from .tool_headers import ToolHeaders
    from .tool_method import ToolMethod
    from .tool_parameter_schemas import ToolParameterSchemas
    from .tool_parameter_type import ToolParameterType
    from .tool_parameters import ToolParameters
    from .tool_query_parameters import ToolQueryParameters
    from .transcript_metadata import TranscriptMetadata
    from .transcript_updated import TranscriptUpdated
    from .transfer_bridged import TransferBridged
    from .transfer_cancelled import TransferCancelled
    from .transfer_destination import TransferDestination
    from .transfer_ended import TransferEnded
    from .transfer_option import TransferOption
    from .transfer_started import TransferStarted
    from .transport import Transport
    from .user_dtmf_options import UserDtmfOptions
    from .user_sentiment import UserSentiment
    from .utterance import Utterance
    from .utterance_role import UtteranceRole
    from .vocab_specialization import VocabSpecialization
    from .voice_emotion import VoiceEmotion
    from .voice_model import VoiceModel
    from .voicemail_bridge_transfer import VoicemailBridgeTransfer
    from .voicemail_hangup import VoicemailHangup
    from .voicemail_option import VoicemailOption
    from .voicemail_prompt import VoicemailPrompt
    from .voicemail_static_text import VoicemailStaticText
    from .web_call import WebCall
    from .web_call_connection import WebCallConnection
    from .webhook_event import WebhookEvent
    from .whole_tool_output import WholeToolOutput
    from .word import Word

    PreSessionTool: TypeAlias = PreSessionAppTool | PreSessionCustomTool | PreSessionCodeTool | UnknownVariant
    PostSessionTool: TypeAlias = (
        PostSessionAppTool | PostSessionCustomTool | PostSessionCodeTool | SendSmsTool | UnknownVariant
    )
    SmsContent: TypeAlias = PredefinedSms | InferredSms | TemplateSms | UnknownVariant
    SmsDestination: TypeAlias = CustomerNumber | DestinationNumber | UnknownVariant
    SmsSender: TypeAlias = CurrentNumber | RetellLongCode | UnknownVariant
    ToolOutputSelection: TypeAlias = WholeToolOutput | PartOfToolOutput | UnknownVariant
    PostCallAnalysisField: TypeAlias = (
        StringAnalysisField
        | EnumAnalysisField
        | BooleanAnalysisField
        | NumberAnalysisField
        | SystemPresetAnalysisField
        | UnknownVariant
    )
    ResponseEngine: TypeAlias = RetellLlmEngine | CustomLlmEngine | ConversationFlowEngine | UnknownVariant
    VoicemailAction: TypeAlias = (
        VoicemailPrompt | VoicemailStaticText | VoicemailHangup | VoicemailBridgeTransfer | UnknownVariant
    )
    FlowModelChoice: TypeAlias = ModelChoice | SpeechToSpeechModelChoice | UnknownVariant
    ModelConfig: TypeAlias = CascadingModelConfig | SpeechToSpeechModelConfig | UnknownVariant
    TranscriptItem: TypeAlias = (
        Utterance
        | ToolCallInvocation
        | ToolCallResult
        | NodeTransition
        | DtmfInput
        | SmsMessage
        | InjectedMessage
        | UnknownVariant
    )
    CallEvent: TypeAlias = (
        CallStarted
        | CallEnded
        | CallAnalyzed
        | TranscriptUpdated
        | TransferStarted
        | TransferBridged
        | TransferCancelled
        | TransferEnded
        | UnknownVariant
    )
else:
    _MODULES = {
        "AgentOverride": ".agent_override",
        "AgentSettings": ".agent_settings",
        "AmbientSound": ".ambient_sound",
        "BackupModel": ".backup_model",
        "BackupModelChoice": ".backup_model_choice",
        "BackupModelReason": ".backup_model_reason",
        "BackupModelUsed": ".backup_model_used",
        "BooleanAnalysisField": ".boolean_analysis_field",
        "CallAnalysis": ".call_analysis",
        "CallAnalyzed": ".call_analyzed",
        "CallCost": ".call_cost",
        "CallEnded": ".call_ended",
        "CallLatency": ".call_latency",
        "CallScreeningOption": ".call_screening_option",
        "CallStarted": ".call_started",
        "CallStatus": ".call_status",
        "CallType": ".call_type",
        "CascadingModelConfig": ".cascading_model_config",
        "CollectedDynamicVariables": ".collected_dynamic_variables",
        "ConditionEquation": ".condition_equation",
        "ConditionOperator": ".condition_operator",
        "ContactMemoryConfig": ".contact_memory_config",
        "ConversationFlowEngine": ".conversation_flow_engine",
        "ConversationFlowSettings": ".conversation_flow_settings",
        "CreateWebCallRequest": ".create_web_call_request",
        "CurrentNumber": ".current_number",
        "CustomAnalysisData": ".custom_analysis_data",
        "CustomLlmEngine": ".custom_llm_engine",
        "CustomSipHeaders": ".custom_sip_headers",
        "CustomSttConfig": ".custom_stt_config",
        "CustomerNumber": ".customer_number",
        "DataStorageSetting": ".data_storage_setting",
        "DenoisingMode": ".denoising_mode",
        "DestinationNumber": ".destination_number",
        "DisconnectionReason": ".disconnection_reason",
        "DtmfInput": ".dtmf_input",
        "DynamicVariables": ".dynamic_variables",
        "EnumAnalysisField": ".enum_analysis_field",
        "EquationOperator": ".equation_operator",
        "Error": ".error",
        "EventCall": ".event_call",
        "ExecutionMessageType": ".execution_message_type",
        "ExpressiveEmotionTag": ".expressive_emotion_tag",
        "GuardrailConfig": ".guardrail_config",
        "GuardrailInputTopic": ".guardrail_input_topic",
        "GuardrailOutputTopic": ".guardrail_output_topic",
        "HandbookConfig": ".handbook_config",
        "IceServer": ".ice_server",
        "InferredSms": ".inferred_sms",
        "InjectedMessage": ".injected_message",
        "IvrHangup": ".ivr_hangup",
        "IvrOption": ".ivr_option",
        "KnowledgeBaseConfig": ".knowledge_base_config",
        "Language": ".language",
        "LatencyStats": ".latency_stats",
        "LlmModel": ".llm_model",
        "LlmTokenUsage": ".llm_token_usage",
        "Metadata": ".metadata",
        "ModelChoice": ".model_choice",
        "ModelTier": ".model_tier",
        "NodeTransition": ".node_transition",
        "NodeTransitionType": ".node_transition_type",
        "NumberAnalysisField": ".number_analysis_field",
        "PartOfToolOutput": ".part_of_tool_output",
        "PiiCategory": ".pii_category",
        "PiiConfig": ".pii_config",
        "PiiMode": ".pii_mode",
        "PostCallAnalysisModel": ".post_call_analysis_model",
        "PostSessionAppTool": ".post_session_app_tool",
        "PostSessionCodeTool": ".post_session_code_tool",
        "PostSessionCustomTool": ".post_session_custom_tool",
        "PreSessionAppTool": ".pre_session_app_tool",
        "PreSessionCodeTool": ".pre_session_code_tool",
        "PreSessionCustomTool": ".pre_session_custom_tool",
        "PredefinedSms": ".predefined_sms",
        "PrimaryModel": ".primary_model",
        "PrimarySpeechToSpeechModel": ".primary_speech_to_speech_model",
        "ProductCost": ".product_cost",
        "Pronunciation": ".pronunciation",
        "PronunciationAlphabet": ".pronunciation_alphabet",
        "ResponseVariables": ".response_variables",
        "RetellLlmEngine": ".retell_llm_engine",
        "RetellLlmSettings": ".retell_llm_settings",
        "RetellLongCode": ".retell_long_code",
        "SendSmsTool": ".send_sms_tool",
        "SmsMessage": ".sms_message",
        "SmsMultimedia": ".sms_multimedia",
        "SmsTemplate": ".sms_template",
        "SpeechToSpeechModel": ".speech_to_speech_model",
        "SpeechToSpeechModelChoice": ".speech_to_speech_model_choice",
        "SpeechToSpeechModelConfig": ".speech_to_speech_model_config",
        "StartSpeaker": ".start_speaker",
        "StringAnalysisField": ".string_analysis_field",
        "SttMode": ".stt_mode",
        "SttProvider": ".stt_provider",
        "SystemPreset": ".system_preset",
        "SystemPresetAnalysisField": ".system_preset_analysis_field",
        "TemplateSms": ".template_sms",
        "ToolCall": ".tool_call",
        "ToolCallInvocation": ".tool_call_invocation",
        "ToolCallResult": ".tool_call_result",
        "ToolCondition": ".tool_condition",
        "ToolHeaders": ".tool_headers",
        "ToolMethod": ".tool_method",
        "ToolParameterSchemas": ".tool_parameter_schemas",
        "ToolParameterType": ".tool_parameter_type",
        "ToolParameters": ".tool_parameters",
        "ToolQueryParameters": ".tool_query_parameters",
        "TranscriptMetadata": ".transcript_metadata",
        "TranscriptUpdated": ".transcript_updated",
        "TransferBridged": ".transfer_bridged",
        "TransferCancelled": ".transfer_cancelled",
        "TransferDestination": ".transfer_destination",
        "TransferEnded": ".transfer_ended",
        "TransferOption": ".transfer_option",
        "TransferStarted": ".transfer_started",
        "Transport": ".transport",
        "UserDtmfOptions": ".user_dtmf_options",
        "UserSentiment": ".user_sentiment",
        "Utterance": ".utterance",
        "UtteranceRole": ".utterance_role",
        "VocabSpecialization": ".vocab_specialization",
        "VoiceEmotion": ".voice_emotion",
        "VoiceModel": ".voice_model",
        "VoicemailBridgeTransfer": ".voicemail_bridge_transfer",
        "VoicemailHangup": ".voicemail_hangup",
        "VoicemailOption": ".voicemail_option",
        "VoicemailPrompt": ".voicemail_prompt",
        "VoicemailStaticText": ".voicemail_static_text",
        "WebCall": ".web_call",
        "WebCallConnection": ".web_call_connection",
        "WebhookEvent": ".webhook_event",
        "WholeToolOutput": ".whole_tool_output",
        "Word": ".word",
        "UnknownVariant": "..types",
    }
    _UNIONS = {
        "PreSessionTool": ("PreSessionAppTool", "PreSessionCustomTool", "PreSessionCodeTool", "UnknownVariant"),
        "PostSessionTool": (
            "PostSessionAppTool",
            "PostSessionCustomTool",
            "PostSessionCodeTool",
            "SendSmsTool",
            "UnknownVariant",
        ),
        "SmsContent": ("PredefinedSms", "InferredSms", "TemplateSms", "UnknownVariant"),
        "SmsDestination": ("CustomerNumber", "DestinationNumber", "UnknownVariant"),
        "SmsSender": ("CurrentNumber", "RetellLongCode", "UnknownVariant"),
        "ToolOutputSelection": ("WholeToolOutput", "PartOfToolOutput", "UnknownVariant"),
        "PostCallAnalysisField": (
            "StringAnalysisField",
            "EnumAnalysisField",
            "BooleanAnalysisField",
            "NumberAnalysisField",
            "SystemPresetAnalysisField",
            "UnknownVariant",
        ),
        "ResponseEngine": ("RetellLlmEngine", "CustomLlmEngine", "ConversationFlowEngine", "UnknownVariant"),
        "VoicemailAction": (
            "VoicemailPrompt",
            "VoicemailStaticText",
            "VoicemailHangup",
            "VoicemailBridgeTransfer",
            "UnknownVariant",
        ),
        "FlowModelChoice": ("ModelChoice", "SpeechToSpeechModelChoice", "UnknownVariant"),
        "ModelConfig": ("CascadingModelConfig", "SpeechToSpeechModelConfig", "UnknownVariant"),
        "TranscriptItem": (
            "Utterance",
            "ToolCallInvocation",
            "ToolCallResult",
            "NodeTransition",
            "DtmfInput",
            "SmsMessage",
            "InjectedMessage",
            "UnknownVariant",
        ),
        "CallEvent": (
            "CallStarted",
            "CallEnded",
            "CallAnalyzed",
            "TranscriptUpdated",
            "TransferStarted",
            "TransferBridged",
            "TransferCancelled",
            "TransferEnded",
            "UnknownVariant",
        ),
    }

    def __getattr__(name):
        if name in _MODULES:
            from importlib import import_module

            found = getattr(import_module(_MODULES[name], __name__), name)
        elif name in _UNIONS:
            found = None
            for variant in _UNIONS[name]:
                found = __getattr__(variant) if found is None else found | __getattr__(variant)
        elif name.endswith("Dict") and not name.startswith("_"):
            from .. import dicts

            found = getattr(dicts, name)
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
    "BackupModel",
    "BackupModelChoice",
    "BackupModelReason",
    "BackupModelUsed",
    "BooleanAnalysisField",
    "CallAnalysis",
    "CallAnalyzed",
    "CallCost",
    "CallEnded",
    "CallLatency",
    "CallScreeningOption",
    "CallStarted",
    "CallStatus",
    "CallType",
    "CascadingModelConfig",
    "CollectedDynamicVariables",
    "ConditionEquation",
    "ConditionOperator",
    "ContactMemoryConfig",
    "ConversationFlowEngine",
    "ConversationFlowSettings",
    "CreateWebCallRequest",
    "CurrentNumber",
    "CustomAnalysisData",
    "CustomerNumber",
    "CustomLlmEngine",
    "CustomSipHeaders",
    "CustomSttConfig",
    "DataStorageSetting",
    "DenoisingMode",
    "DestinationNumber",
    "DisconnectionReason",
    "DtmfInput",
    "DynamicVariables",
    "EnumAnalysisField",
    "EquationOperator",
    "Error",
    "EventCall",
    "ExecutionMessageType",
    "ExpressiveEmotionTag",
    "GuardrailConfig",
    "GuardrailInputTopic",
    "GuardrailOutputTopic",
    "HandbookConfig",
    "IceServer",
    "InferredSms",
    "InjectedMessage",
    "IvrHangup",
    "IvrOption",
    "KnowledgeBaseConfig",
    "Language",
    "LatencyStats",
    "LlmModel",
    "LlmTokenUsage",
    "Metadata",
    "ModelChoice",
    "ModelTier",
    "NodeTransition",
    "NodeTransitionType",
    "NumberAnalysisField",
    "PartOfToolOutput",
    "PiiCategory",
    "PiiConfig",
    "PiiMode",
    "PostCallAnalysisModel",
    "PostSessionAppTool",
    "PostSessionCodeTool",
    "PostSessionCustomTool",
    "PredefinedSms",
    "PreSessionAppTool",
    "PreSessionCodeTool",
    "PreSessionCustomTool",
    "PrimaryModel",
    "PrimarySpeechToSpeechModel",
    "ProductCost",
    "Pronunciation",
    "PronunciationAlphabet",
    "ResponseVariables",
    "RetellLlmEngine",
    "RetellLlmSettings",
    "RetellLongCode",
    "SendSmsTool",
    "SmsMessage",
    "SmsMultimedia",
    "SmsTemplate",
    "SpeechToSpeechModel",
    "SpeechToSpeechModelChoice",
    "SpeechToSpeechModelConfig",
    "StartSpeaker",
    "StringAnalysisField",
    "SttMode",
    "SttProvider",
    "SystemPreset",
    "SystemPresetAnalysisField",
    "TemplateSms",
    "ToolCall",
    "ToolCallInvocation",
    "ToolCallResult",
    "ToolCondition",
    "ToolHeaders",
    "ToolMethod",
    "ToolParameters",
    "ToolParameterSchemas",
    "ToolParameterType",
    "ToolQueryParameters",
    "TranscriptMetadata",
    "TranscriptUpdated",
    "TransferBridged",
    "TransferCancelled",
    "TransferDestination",
    "TransferEnded",
    "TransferOption",
    "TransferStarted",
    "Transport",
    "UserDtmfOptions",
    "UserSentiment",
    "Utterance",
    "UtteranceRole",
    "VocabSpecialization",
    "VoiceEmotion",
    "VoicemailBridgeTransfer",
    "VoicemailHangup",
    "VoicemailOption",
    "VoicemailPrompt",
    "VoicemailStaticText",
    "VoiceModel",
    "WebCall",
    "WebCallConnection",
    "WebhookEvent",
    "WholeToolOutput",
    "Word",
    "PreSessionTool",
    "PostSessionTool",
    "SmsContent",
    "SmsDestination",
    "SmsSender",
    "ToolOutputSelection",
    "PostCallAnalysisField",
    "ResponseEngine",
    "VoicemailAction",
    "FlowModelChoice",
    "ModelConfig",
    "TranscriptItem",
    "CallEvent",
)
