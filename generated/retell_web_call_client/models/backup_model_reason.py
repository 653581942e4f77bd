from enum import StrEnum


class BackupModelReason(StrEnum):
    """Why one of two models was chosen."""

    PRIMARY_FAILED = "primary_failed"
    PREFERENCE_EXPIRED = "preference_expired"
    FIRST_USABLE = "first_usable"
