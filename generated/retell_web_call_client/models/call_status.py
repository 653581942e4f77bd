from enum import StrEnum


class CallStatus(StrEnum):
    ENDED = "ended"
    ERROR = "error"
    NOT_CONNECTED = "not_connected"
    ONGOING = "ongoing"
    REGISTERED = "registered"

    def __str__(self) -> str:
        return str(self.value)
