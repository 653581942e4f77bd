from enum import StrEnum


class PiiMode(StrEnum):
    """When personal data is scrubbed."""

    POST_CALL = "post_call"
