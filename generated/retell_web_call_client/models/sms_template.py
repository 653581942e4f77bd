from enum import StrEnum


class SmsTemplate(StrEnum):
    """A text provided by the vendor; `info_collection` asks for details."""

    INFO_COLLECTION = "info_collection"
