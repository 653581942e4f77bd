from enum import StrEnum


class WebhookEvent(StrEnum):
    """An event of a call that can be posted to a webhook."""

    CALL_STARTED = "call_started"
    CALL_ENDED = "call_ended"
    CALL_ANALYZED = "call_analyzed"
    TRANSCRIPT_UPDATED = "transcript_updated"
    TRANSFER_STARTED = "transfer_started"
    TRANSFER_BRIDGED = "transfer_bridged"
    TRANSFER_CANCELLED = "transfer_cancelled"
    TRANSFER_ENDED = "transfer_ended"
