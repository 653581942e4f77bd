from enum import StrEnum


class CallType(StrEnum):
    WEB_CALL = "web_call"

    def __str__(self) -> str:
        return str(self.value)
