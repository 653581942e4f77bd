"""The reading of requests, from bytes to a JSON value.

The documentation only says JSON. Texts on which parsers disagree are rejected, as I-JSON (RFC 7493) requires, since the
server could not return them unchanged.
"""

import itertools
import json
import math
from collections.abc import Iterable
from typing import Any, NoReturn

from starlette.requests import ClientDisconnect, Request

from retell_conformance.reference_server.responses import Rejection
from retell_conformance.reference_server.server_settings import Settings

MAX_DEPTH = 256  # far below the depth at which Python's parser and writer fail


def check_media_type(request: Request) -> None:
    """Raise a `Rejection` unless the content type is JSON. Its parameters are ignored: JSON is always UTF-8."""
    content_type = request.headers.get("content-type")
    if content_type is None:
        raise Rejection(400, "The Content-Type is missing: send application/json")
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise Rejection(415, "The Content-Type must be application/json")


async def read_body(request: Request, settings: Settings) -> bytes:
    """Return the body. Raise a 413 `Rejection` as soon as it is known to be too large."""
    too_large = Rejection(413, f"The body must not be larger than {settings.max_body_bytes} bytes")
    if int(request.headers.get("content-length", 0)) > settings.max_body_bytes:
        raise too_large
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > settings.max_body_bytes:
                raise too_large
    except ClientDisconnect:
        raise Rejection(400, "The body ended early") from None
    return bytes(body)


def read_json(body: bytes) -> Any:
    """Return the JSON value of a body. Raise a 400 `Rejection` if it is not JSON, or is ambiguous."""
    try:
        value = json.loads(
            body.decode(),
            object_pairs_hook=_object_without_duplicates,
            parse_constant=_refuse_constant,
            parse_float=_float_in_range,
            parse_int=_int_in_range,
        )
    except RecursionError:
        raise Rejection(400, TOO_DEEP) from None
    except UnicodeDecodeError:
        raise Rejection(400, "The body is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise Rejection(400, f"The body is not JSON: {error}") from None
    # Most bodies need no check: they have few containers, and no escape that may be half of a surrogate pair.
    if body.count(b"[") + body.count(b"{") > MAX_DEPTH or b"\\ud" in body.lower():
        _check_depth_and_text(value)
    return value


TOO_DEEP = f"The body is nested more than {MAX_DEPTH} levels deep"


def _object_without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise Rejection(400, "The body has an object with a duplicate name")
    return fields


def _refuse_constant(name: str) -> NoReturn:
    raise Rejection(400, f"The body is not JSON: {name} is not a JSON number")


def _float_in_range(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise Rejection(400, "The body has a number that is too large")
    return number


def _int_in_range(digits: str) -> int:
    _float_in_range(digits)  # before int(), which takes quadratic time, or fails, for thousands of digits
    return int(digits)


def _check_depth_and_text(value: Any) -> None:
    level = [value]
    for depth in itertools.count(1):
        for node in level:
            if isinstance(node, str) and not node.isascii():
                _check_text(node)
        containers = [node for node in level if isinstance(node, dict | list)]
        if not containers:
            return
        if depth > MAX_DEPTH:
            raise Rejection(400, TOO_DEEP)
        level = [inner for container in containers for inner in _contents(container)]


def _contents(container: dict[str, Any] | list[Any]) -> Iterable[Any]:
    return container if isinstance(container, list) else itertools.chain(container, container.values())


def _check_text(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Rejection(400, "The body has a string with half a surrogate pair, which is not valid Unicode") from None
