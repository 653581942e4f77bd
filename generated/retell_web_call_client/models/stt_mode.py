from enum import StrEnum


class SttMode(StrEnum):
    """What speech-to-text favours."""

    FAST = "fast"
    ACCURATE = "accurate"
    CUSTOM = "custom"
