from enum import StrEnum


class UtteranceRole(StrEnum):
    """Somebody who speaks in a call."""

    AGENT = "agent"
    USER = "user"
    TRANSFER_TARGET = "transfer_target"
