from enum import StrEnum


class CallStatus(StrEnum):
    """Where a call stands."""

    REGISTERED = "registered"
    NOT_CONNECTED = "not_connected"
    ONGOING = "ongoing"
    ENDED = "ended"
    ERROR = "error"
