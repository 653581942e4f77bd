"""The entries of an HTTP archive (HAR 1.2) from browsers, proxies or the suite, for the operations of the contract."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal
from urllib.parse import urlsplit

from attrs import frozen

from api_conformance.allowances import LARGE_HEADER, RequestFacts
from api_conformance.json_values import number
from api_conformance.recorded.har_bodies import Headers, body_of
from api_conformance.recorded.json_stream import JsonReader
from api_conformance.recorded.recording import Recording
from openapi_contract.operations import Operation

# The status text that browsers invent when they switch to https themselves.
INTERNAL_REDIRECT = "Internal Redirect"
CONDITIONS = ("if-none-match", "if-modified-since")


@frozen
class NotJudged:
    """An entry that cannot be judged."""

    why: Literal["foreign", "unanswered", "odd"]
    """The reason: not an operation of the contract, no response, or an invalid entry."""
    odd: str = ""
    """The fault of an odd entry."""


def is_har(value: Any) -> bool:
    """Return whether a parsed file is a HAR."""
    log = value.get("log") if isinstance(value, dict) else None
    return isinstance(log, dict) and isinstance(log.get("entries"), list)


def entries(reader: JsonReader) -> Iterator[Any]:
    """Yield each entry of a HAR. Raises `KeyError` if there is no list of them."""
    found = False
    for name in reader.members():
        if name != "log" or reader.next() != "{":
            reader.value()
            continue
        for inner in reader.members():
            if inner == "entries" and reader.next() == "[":
                found = True
                yield from reader.items()
            else:
                reader.value()
    if not found:
        raise KeyError("log.entries")


def read_entry(place: int, entry: Any, operations: Sequence[Operation]) -> Recording | NotJudged:
    """Return the response of an entry, if it is one of the contract's operations."""
    request = entry.get("request") if isinstance(entry, dict) else None
    if not isinstance(request, dict):
        return NotJudged("odd", "no request")
    method, url = request.get("method"), request.get("url")
    if not isinstance(method, str) or not isinstance(url, str):
        return NotJudged("odd", "no method or URL")
    operation = _operation(method, url, operations)
    if operation is None:
        return NotJudged("foreign")
    response = entry.get("response")
    if response is None:
        return NotJudged("unanswered")
    if not isinstance(response, dict):
        return NotJudged("odd", "no response")
    status = _status(response.get("status"))
    if status is None:
        return NotJudged("odd", "no status")
    if status <= 0 or response.get("statusText") == INTERNAL_REDIRECT:
        return NotJudged("unanswered")  # it was blocked, cancelled or interrupted, or the browser redirected it itself
    headers, odd = _headers(request)
    if status == 304 and any(headers.get(name) for name in CONDITIONS):
        return NotJudged("odd", "304, which has no body")
    return _recording(place, operation, status, request, response, headers, odd)


def _status(value: Any) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdecimal():
        value = number(float(value[:9]))
    found = number(value)
    return int(found) if found is not None and found.is_integer() and abs(found) < 1000 else None


def _operation(method: str, url: str, operations: Sequence[Operation]) -> Operation | None:
    """Return the operation of a request with any host and prefix; paths without variables take precedence."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    matching = (each for each in operations if each.method == method.upper() and _pattern(each.path).search(path))
    return min(matching, key=lambda each: (each.path.count("{"), -len(each.path)), default=None)


@cache
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{[^/]+?\\\}", "[^/]+", re.escape(template)) + r"\Z")


def _recording(
    place: int,
    operation: Operation,
    status: int,
    request: Mapping[str, Any],
    response: Mapping[str, Any],
    sent_headers: Headers,
    odd: int,
) -> Recording:
    sent = request.get("postData")
    sent = sent if isinstance(sent, dict) else {}
    text = str(sent.get("text") or "")
    headers, more = _headers(response)
    body = body_of(response, headers)
    values = [each for each in sent_headers.values() if each is not None]
    return Recording(
        number=place,
        operation=operation,
        status=status,
        content=body,
        content_type=_content_type(headers, response.get("content"), body),
        request=RequestFacts(
            method=str(request["method"]).upper(),
            content_type=sent_headers.get("content-type") or str(sent.get("mimeType") or ""),
            size=int(max(len(text.encode("utf-8", "replace")), min(number(request.get("bodySize")) or 0, 1e15))),
            accept=sent_headers.get("accept") or "*/*",
            chunked="transfer-encoding" in sent_headers,
            odd_headers=any(len(each) > LARGE_HEADER or not each.isascii() for each in values),
        ),
        credential=(sent_headers.get("authorization") or "").rpartition(" ")[2],
        odd_headers=odd + more,
        echoes_half_pairs="\\ud" in text.lower() or re.search("[\ud800-\udfff]", text) is not None,
    )


def _content_type(headers: Headers, content: Any, body: bytes | str | None) -> str | None:
    """Return the content type; None if it is not known. Without headers, the HAR's own is only a guess."""
    if headers.get("content-type"):
        return headers["content-type"]
    guess = content.get("mimeType") if isinstance(content, dict) else None
    guess = guess if isinstance(guess, str) and "/" in guess else ""
    if headers and (guess or "content-type" not in headers):
        return guess
    start = (body or "")[:100].lstrip()[:1]
    return None if not guess or start in ("{", b"{", "[", b"[") else guess


def _records(message: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    """Return names and values of the headers, which some recorders write as an object."""
    written = message.get("headers")
    if isinstance(written, dict):
        return list(written.items())
    found = written if isinstance(written, list) else []
    return [(each.get("name"), each.get("value")) if isinstance(each, dict) else (None, None) for each in found]


def _headers(message: Mapping[str, Any]) -> tuple[Headers, int]:
    """Return the headers that have a name, the first of each, and the number of those without a name or a value."""
    found: dict[str, str | None] = {}
    odd = 0
    for name, value in _records(message):
        text = value if isinstance(value, str) else None
        if isinstance(name, str):
            found.setdefault(name.lower(), text)
        odd += text is None or not isinstance(name, str)
    return found, odd
