from enum import StrEnum


class CallStatus(StrEnum):
    """Status of a call."""

    REGISTERED = "registered"
    NOT_CONNECTED = "not_connected"
    ONGOING = "ongoing"
    ENDED = "ended"
    ERROR = "error"
