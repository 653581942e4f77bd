from enum import StrEnum


class ModelTier(StrEnum):
    """How fast a model is, and how dear."""

    STANDARD = "standard"
    FAST = "fast"
    ULTRAFAST = "ultrafast"
