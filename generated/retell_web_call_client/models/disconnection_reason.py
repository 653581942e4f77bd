from enum import StrEnum


class DisconnectionReason(StrEnum):
    AGENT_HANGUP = "agent_hangup"
    CALL_TRANSFER = "call_transfer"
    CONCURRENCY_LIMIT_REACHED = "concurrency_limit_reached"
    DIAL_BUSY = "dial_busy"
    DIAL_FAILED = "dial_failed"
    DIAL_NO_ANSWER = "dial_no_answer"
    ERROR_ASR = "error_asr"
    ERROR_LLM_WEBSOCKET_CORRUPT_PAYLOAD = "error_llm_websocket_corrupt_payload"
    ERROR_LLM_WEBSOCKET_LOST_CONNECTION = "error_llm_websocket_lost_connection"
    ERROR_LLM_WEBSOCKET_OPEN = "error_llm_websocket_open"
    ERROR_LLM_WEBSOCKET_RUNTIME = "error_llm_websocket_runtime"
    ERROR_NO_AUDIO_RECEIVED = "error_no_audio_received"
    ERROR_RETELL = "error_retell"
    ERROR_UNKNOWN = "error_unknown"
    ERROR_USER_NOT_JOINED = "error_user_not_joined"
    INACTIVITY = "inactivity"
    INVALID_DESTINATION = "invalid_destination"
    MARKED_AS_SPAM = "marked_as_spam"
    MAX_DURATION_REACHED = "max_duration_reached"
    NO_VALID_PAYMENT = "no_valid_payment"
    REGISTERED_CALL_TIMEOUT = "registered_call_timeout"
    SCAM_DETECTED = "scam_detected"
    SIP_ROUTING_ERROR = "sip_routing_error"
    TELEPHONY_PROVIDER_PERMISSION_DENIED = "telephony_provider_permission_denied"
    TELEPHONY_PROVIDER_UNAVAILABLE = "telephony_provider_unavailable"
    USER_DECLINED = "user_declined"
    USER_HANGUP = "user_hangup"
    VOICEMAIL_REACHED = "voicemail_reached"

    def __str__(self) -> str:
        return str(self.value)
