from enum import StrEnum


class DataStorageSetting(StrEnum):
    """Extent to which a call is stored."""

    EVERYTHING = "everything"
    EVERYTHING_EXCEPT_PII = "everything_except_pii"
    BASIC_ATTRIBUTES_ONLY = "basic_attributes_only"
