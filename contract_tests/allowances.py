"""What a correct server may do that the contract does not document."""

# Statuses that HTTP itself has for a request that never got as far as the operation (RFC 9110, section 15.5).
TOO_LARGE = frozenset({413})
NOT_JSON = frozenset({411, 415})
NO_LENGTH = 411
LARGE = 100_000
JSON = "application/json"


def media_type(content_type: str) -> str:
    """A content type without its parameters."""
    return content_type.partition(";")[0].strip().lower()


def is_status_of_http(status: int | None, *, content_type: str, size: int, chunked: bool = False) -> bool:
    """Whether the status is HTTP's own answer to a body of this content type and size, in bytes, sent so."""
    if (size > LARGE and status in TOO_LARGE) or (chunked and status == NO_LENGTH):
        return True
    return not (media_type(content_type) == JSON and size) and status in NOT_JSON
