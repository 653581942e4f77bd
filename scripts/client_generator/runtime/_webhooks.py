"""The functions that verify and sign webhook requests. Only a client with a webhooks module has this one."""

from __future__ import annotations

import hashlib
import hmac
import re
import time
from typing import Any, TypeVar

from . import _settings
from ._contract import KEY_VARIABLE
from ._drift import Drift, Reader
from ._model import UnknownVariant
from .errors import InvalidSignature, MalformedEvent, MalformedResponse, NotConfigured, RootError, StaleEvent
from .types import read_body

T = TypeVar("T")

LATEST = 1e11
"""The latest time that can be signed, in seconds since the Unix epoch: the year 5138."""


class Scheme:
    """A scheme of signatures: an HMAC-SHA256 of the body and a time, in a header."""

    __slots__ = ("after", "before", "header", "key_words", "pattern", "per_second", "value")

    def __init__(
        self, *, header: str, pattern: str, value: str, before: str, after: str, per_second: int, key_words: str
    ) -> None:
        self.header = header
        self.pattern = re.compile(pattern)
        """Pattern of the header's value, with the groups `timestamp` and `digest`."""
        self.value = value
        """The header's value, with the placeholders `{timestamp}` and `{digest}`."""
        self.before = before
        """Text signed before the body, with `{timestamp}` if the time is part of it."""
        self.after = after
        """Text signed after the body."""
        self.per_second = per_second
        """Number of the timestamp's units in a second."""
        self.key_words = key_words
        """A description of the key that signs."""

    def digest(self, body: bytes, timestamp: int, key: str) -> str:
        """Return the digest of a body."""
        before, after = (part.replace("{timestamp}", str(timestamp)).encode() for part in (self.before, self.after))
        found = hmac.new(key.encode(), before, hashlib.sha256)
        found.update(body)
        found.update(after)
        return found.hexdigest()


def read_signed(
    scheme: Scheme,
    body: Any,
    signature: Any,
    api_key: Any,
    tolerance: float | None,
    read: Reader[T],
    *,
    tag: str,
) -> T:
    """Read a body that the API has signed.

    Args:
        scheme: The scheme of its signature.
        body: The body, unchanged.
        signature: The value of the header with the signature.
        api_key: The API key, or None for that of the environment.
        tolerance: Maximum age of the signature in seconds, past or future; None for no limit.
        read: The reader of the body.
        tag: The discriminator, which a body of an unknown kind must have; empty if there is none.
    """
    raw = _raw(body)
    limit = _settings.optional_seconds("tolerance", tolerance, zero=True)
    fault = _fault(scheme, raw, signature, _settings.key(api_key), limit)
    if fault is not None:
        raise fault
    drift = Drift()
    found = read_body(read, raw, drift)
    if isinstance(found, MalformedResponse):
        raise MalformedEvent(found.what, found.pointer)
    if isinstance(found, UnknownVariant) and tag:
        _require_kind(found.value, tag)
    drift.log(read, "an event")
    return found


def sign(scheme: Scheme, body: Any, api_key: Any, at: Any) -> str:
    """Return the value of the header with a body's signature."""
    if at is not None and not (isinstance(at, int | float) and 0 <= at < LATEST):
        raise NotConfigured(f"at must be a number of seconds since the Unix epoch: it is {_settings.kind_of(at)}")
    timestamp = int((time.time() if at is None else at) * scheme.per_second)
    digest = scheme.digest(_raw(body), timestamp, _settings.key(api_key))
    return scheme.value.replace("{timestamp}", str(timestamp)).replace("{digest}", digest)


def _raw(body: Any) -> bytes:
    if isinstance(body, str):
        return body.encode("utf-8", "surrogatepass")
    if body.__class__ in (bytes, bytearray, memoryview):
        raw: bytes = bytes(body)
        return raw
    raise MalformedEvent(
        f"The body is {_settings.kind_of(body)}, not bytes or text: pass it unchanged, before anything parses it"
    )


def _fault(scheme: Scheme, raw: bytes, signature: Any, key: str, tolerance: float | None) -> RootError | None:
    """Return the reason to reject a request; None if it is genuine."""
    if signature is None:
        return InvalidSignature(
            f"There is no header {scheme.header}: the API did not send this, or a proxy on the way dropped the header"
        )
    text = signature.decode("latin-1") if isinstance(signature, bytes) else signature
    match = scheme.pattern.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        return InvalidSignature(
            f"The header {scheme.header} is not {scheme.value}: the API did not send this, or it was modified"
        )
    timestamp = int(match["timestamp"])
    if not hmac.compare_digest(scheme.digest(raw, timestamp, key), match["digest"]):
        return InvalidSignature(
            "The signature is not that of this body. Usually the body has changed since it arrived (JSON that "
            f"was parsed and written again has other bytes), or {KEY_VARIABLE} or api_key= is another key: "
            f"{scheme.key_words}"
        )
    age = time.time() - timestamp / scheme.per_second
    if tolerance is None or abs(age) <= tolerance:
        return None
    when = f"{age:.0f} seconds ago" if age > 0 else f"{-age:.0f} seconds in the future"
    return StaleEvent(
        f"The event was signed {when}, by the clock of this machine, and may be {tolerance:g} seconds off. Usually "
        "that clock is wrong, or somebody is replaying an old event"
    )


def _require_kind(value: Any, tag: str) -> None:
    """Raise MalformedEvent for a body without the discriminator."""
    if value.__class__ is not dict:
        raise MalformedEvent("Wrong type: not a JSON object")
    properties: dict[str, Any] = value
    if properties.get(tag).__class__ is not str:
        raise MalformedEvent("Wrong type" if tag in properties else "Required property missing", f"/{tag}")
