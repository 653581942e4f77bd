from enum import StrEnum


class DataStorageSetting(StrEnum):
    """How much of a call is kept."""

    EVERYTHING = "everything"
    EVERYTHING_EXCEPT_PII = "everything_except_pii"
    BASIC_ATTRIBUTES_ONLY = "basic_attributes_only"
