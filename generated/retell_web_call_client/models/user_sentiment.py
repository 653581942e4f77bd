from enum import StrEnum


class UserSentiment(StrEnum):
    """How a user felt."""

    NEGATIVE = "Negative"
    POSITIVE = "Positive"
    NEUTRAL = "Neutral"
    UNKNOWN = "Unknown"
