from enum import StrEnum


class ExpressiveEmotionTag(StrEnum):
    """A way to be expressive."""

    EMPATHETIC = "empathetic"
    EXCITED = "excited"
    HAPPY = "happy"
    CURIOUS = "curious"
    SURPRISED = "surprised"
    SIGH = "sigh"
    CLEAR_THROAT = "clear throat"
    PAUSE = "pause"
    LONG_PAUSE = "long pause"
    EMPHASIS = "emphasis"
