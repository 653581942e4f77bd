from enum import StrEnum


class SystemPreset(StrEnum):
    """A finding of the vendor's own."""

    CALL_SUMMARY = "call_summary"
    CALL_SUCCESSFUL = "call_successful"
    USER_SENTIMENT = "user_sentiment"
