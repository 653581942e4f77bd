from enum import StrEnum


class UserSentiment(StrEnum):
    NEGATIVE = "Negative"
    NEUTRAL = "Neutral"
    POSITIVE = "Positive"
    UNKNOWN = "Unknown"

    def __str__(self) -> str:
        return str(self.value)
