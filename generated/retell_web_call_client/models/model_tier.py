from enum import StrEnum


class ModelTier(StrEnum):
    """Speed and price class of a model."""

    STANDARD = "standard"
    FAST = "fast"
    ULTRAFAST = "ultrafast"
