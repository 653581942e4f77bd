from enum import StrEnum


class ExecutionMessageType(StrEnum):
    """Whether a message is made up from a prompt, or fixed."""

    PROMPT = "prompt"
    STATIC_TEXT = "static_text"
