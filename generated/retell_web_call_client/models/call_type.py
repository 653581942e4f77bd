from enum import StrEnum


class CallType(StrEnum):
    """A kind of call."""

    WEB_CALL = "web_call"
