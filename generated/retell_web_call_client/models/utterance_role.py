from enum import StrEnum


class UtteranceRole(StrEnum):
    AGENT = "agent"
    TRANSFER_TARGET = "transfer_target"
    USER = "user"

    def __str__(self) -> str:
        return str(self.value)
