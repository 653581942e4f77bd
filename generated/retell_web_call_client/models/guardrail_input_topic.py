from enum import StrEnum


class GuardrailInputTopic(StrEnum):
    """A topic that a user may bring up and an agent does not take up."""

    PLATFORM_INTEGRITY_JAILBREAKING = "platform_integrity_jailbreaking"
