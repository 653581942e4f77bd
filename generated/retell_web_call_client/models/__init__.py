"""Contains all the data models used in inputs/outputs"""

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

__all__ = (
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
)
