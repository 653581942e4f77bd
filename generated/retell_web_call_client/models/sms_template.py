from enum import StrEnum


class SmsTemplate(StrEnum):
    """A text of the vendor's; `info_collection` asks for details."""

    INFO_COLLECTION = "info_collection"
