"""Webhooks: the functions that verify and read the events that the API posts to a URL of yours.

`read_event` verifies and reads a request, `sign_event` signs one as the API does, for your own tests.
"""

from __future__ import annotations

from typing import Any

from . import models as _models
from ._drift import Place
from ._webhooks import Scheme, read_signed, sign
from .client import SecretString, by_name_alone
from .errors import InvalidSignature, MalformedEvent, StaleEvent
from .types import (
    tag_of,
    unknown_variant,
    variant,
)

SIGNATURE_HEADER = "x-retell-signature"
"""The header with the signature. Its name is not case-sensitive."""
_SCHEME = Scheme(
    header=SIGNATURE_HEADER,
    pattern=r"v=(?P<timestamp>[0-9]{1,19}),d=(?P<digest>[0-9a-f]{64})",
    value="v={timestamp},d={digest}",
    before="",
    after="{timestamp}",
    per_second=1000,
    key_words="only the one with the webhook badge in the dashboard signs",
)


@by_name_alone
def read_event(
    body: bytes | bytearray | memoryview | str,
    signature: str | bytes | None,
    *,
    api_key: str | SecretString | None = None,
    tolerance: float | None = 300,
) -> _models.CallEvent:
    """Verify that the API sent a request, and read its body.

    Differences from the contract are logged and kept, as in responses: an event of an unknown kind is an
    UnknownVariant.

    Args:
        body: The body, unchanged, before anything parses it: `await request.body()` in FastAPI and Starlette,
            `request.get_data()` in Flask, `request.body` in Django.
        signature: The value of the header x-retell-signature; None if there is none.
        api_key: The API key that signs; default: the environment variable RETELL_API_KEY.
        tolerance: Maximum age of the signature in seconds, past or future; None for no limit.

    Raises:
        InvalidSignature: The API did not send it, or it was modified on the way.
        StaleEvent: It was signed too long ago, or in the future.
        MalformedEvent: It is signed, but cannot be read.
        NotConfigured: There is no API key, or `tolerance` is not a number of seconds.
    """
    return read_signed(_SCHEME, body, signature, api_key, tolerance, _read_call_event, tag="event")


@by_name_alone
def sign_event(
    body: bytes | bytearray | memoryview | str, *, api_key: str | SecretString | None = None, at: float | None = None
) -> str:
    """Return the value of the header x-retell-signature that the API would send with a body.

    Args:
        body: The body, exactly as it will be sent.
        api_key: The API key that signs; default: the environment variable RETELL_API_KEY.
        at: Time of the signature, in seconds since the Unix epoch, like `time.time()`; default: now.
    """
    return sign(_SCHEME, body, api_key, at)


def _read_call_event(value: Any, at: Place) -> _models.CallEvent:
    """Tell the kinds apart by `event`."""
    tag = tag_of(value, "event")
    if tag == "call_started":
        return variant(_models.CallStarted.from_json, value, at)
    if tag == "call_ended":
        return variant(_models.CallEnded.from_json, value, at)
    if tag == "call_analyzed":
        return variant(_models.CallAnalyzed.from_json, value, at)
    if tag == "transcript_updated":
        return variant(_models.TranscriptUpdated.from_json, value, at)
    if tag == "transfer_started":
        return variant(_models.TransferStarted.from_json, value, at)
    if tag == "transfer_bridged":
        return variant(_models.TransferBridged.from_json, value, at)
    if tag == "transfer_cancelled":
        return variant(_models.TransferCancelled.from_json, value, at)
    if tag == "transfer_ended":
        return variant(_models.TransferEnded.from_json, value, at)
    return unknown_variant(value, "event", at)


__all__ = (
    "SIGNATURE_HEADER",
    "InvalidSignature",
    "MalformedEvent",
    "StaleEvent",
    "read_event",
    "sign_event",
)
