from enum import StrEnum


class ExecutionMessageType(StrEnum):
    """Kind of a message, from a prompt or fixed."""

    PROMPT = "prompt"
    STATIC_TEXT = "static_text"
