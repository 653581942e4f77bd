"""The bodies of responses in a HAR, restored if possible.

Recorders mark plain text as base64, keep the compression, cut long bodies, or omit bodies. Lost parts are not judged.
"""

import base64
import binascii
import json
import re
import zlib
from collections.abc import Mapping
from typing import Any

from api_conformance.json_values import number

Headers = Mapping[str, str | None]
"""Headers by lower-case name; None if the value was not recorded."""

LARGEST = 100_000_000
"""Maximum size of an unpacked body in bytes."""
BASE64 = re.compile(r"[A-Za-z0-9+/_-]+={0,2}")
URL_SAFE = str.maketrans("-_", "+/")
GZIP_OR_ZLIB = 47
DEFLATE = -15


def body_of(response: Mapping[str, Any], headers: Headers) -> bytes | str | None:
    """Return the body of a response; None if the recorder did not keep all of it."""
    content = response.get("content")
    content = content if isinstance(content, dict) else {}
    text = content.get("text")
    if not isinstance(text, str | None):
        text = json.dumps(text)
    size = number(content.get("size")) or 0
    if not text:
        return "" if _was_empty(text, size, response, headers) else None
    body = _from_base64(text, content.get("encoding"), size)
    body = None if body is None else _unpacked(body, headers)
    return None if body is None or _is_cut(body, size) else body


def _was_empty(text: str | None, size: float, response: Mapping[str, Any], headers: Headers) -> bool:
    """Return whether a body without text was empty: if the text is missing, only by a size or a header."""
    length = _length(headers)
    sent = number(response.get("bodySize"))
    if size > 0 or (length or 0) > 0 or (sent or 0) > 0:
        return False
    return text == "" or length == 0 or sent == 0


def _length(headers: Headers) -> int | None:
    value = (headers.get("content-length") or "").strip()
    return int(value[:20]) if value.isascii() and value.isdecimal() else None


def _from_base64(text: str, encoding: object, size: float) -> bytes | str | None:
    flagged = str(encoding).lower() == "base64"
    if not flagged and text[0] in '{["':
        return text
    letters = "".join(text.split())
    if BASE64.fullmatch(letters) is None:
        return text
    try:
        decoded = base64.b64decode(letters.translate(URL_SAFE).rstrip("=") + "=" * (-len(letters.rstrip("=")) % 4))
    except binascii.Error:
        return None if flagged else text
    # The recorded size shows that the flag is missing.
    return decoded if flagged or size == len(decoded) != len(text) else text


def _unpacked(body: bytes | str, headers: Headers) -> bytes | str | None:
    """Return the body without compression; None if it cannot be unpacked."""
    coding = (headers.get("content-encoding") or "").strip().lower()
    if isinstance(body, str):
        if not body.startswith("\x1f"):
            return None if coding and "\ufffd" in body and not _is_json(body) else body
        try:
            body = body.encode("latin-1")
        except UnicodeEncodeError:
            return None
    if body.startswith(b"\x1f\x8b"):
        # If there are headers, and none names a compression, the server itself sent the body like this.
        return body if headers and not coding else _inflated(body, GZIP_OR_ZLIB)
    if coding in ("", "identity") or _is_utf8(body):
        return body
    return _inflated(body, GZIP_OR_ZLIB) or _inflated(body, DEFLATE) if coding == "deflate" else None


def _inflated(body: bytes, window: int) -> bytes | None:
    unpacking = zlib.decompressobj(window)
    try:
        plain = unpacking.decompress(body, LARGEST)
    except zlib.error:
        return None
    return plain if unpacking.eof else None


def _is_cut(body: bytes | str, size: float) -> bool:
    """Return whether a body was cut: it is shorter than its size, and is not complete JSON."""
    if len(body) >= size:
        return False
    kept = len(body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass"))
    return kept < size and not _is_json(body)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_json(body: bytes | str) -> bool:
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return False
    return True
