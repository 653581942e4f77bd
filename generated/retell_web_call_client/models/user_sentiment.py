from enum import StrEnum


class UserSentiment(StrEnum):
    """Sentiment of a user."""

    NEGATIVE = "Negative"
    POSITIVE = "Positive"
    NEUTRAL = "Neutral"
    UNKNOWN = "Unknown"
