from enum import StrEnum


class VocabSpecialization(StrEnum):
    """A vocabulary the transcriber can be tuned to."""

    GENERAL = "general"
    MEDICAL = "medical"
