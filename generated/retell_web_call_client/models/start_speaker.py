from enum import StrEnum


class StartSpeaker(StrEnum):
    """A side of the call that may speak first."""

    USER = "user"
    AGENT = "agent"
