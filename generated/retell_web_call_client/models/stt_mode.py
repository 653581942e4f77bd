from enum import StrEnum


class SttMode(StrEnum):
    """Priority of speech-to-text."""

    FAST = "fast"
    ACCURATE = "accurate"
    CUSTOM = "custom"
