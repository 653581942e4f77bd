"""Finds the contract's operations in an HTTP archive (HAR 1.2), as browsers, proxies and the suite write it."""

import base64
import binascii
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from api_conformance.allowances import Asked
from api_conformance.recorded.recordings import RecordedFile, Recording, UnreadableRecording, title
from openapi_contract.operations import Operation


def entries(value: Any) -> list[Any] | None:
    """Return the entries of a parsed file; None if it is not a HAR."""
    log = value.get("log") if isinstance(value, dict) else None
    found = log.get("entries") if isinstance(log, dict) else None
    return found if isinstance(found, list) else None


def recorded_file(name: str, found: list[Any], operations: Sequence[Operation]) -> RecordedFile:
    """Return the responses of the contract's operations. Raises `UnreadableRecording`, also if there is none."""
    recordings, credentials, foreign, unanswered = [], [], 0, 0
    for number, entry in enumerate(found, 1):
        try:
            request, response = entry["request"], entry["response"]
            operation = _operation(request["method"], request["url"], operations)
            if operation is None:
                foreign += 1
            elif int(response["status"]) <= 0:  # of a request that was blocked, cancelled or broken off
                unanswered += 1
            else:
                recordings.append(_recording(number, operation, request, response))
                credentials.append(_header(request, "authorization").rpartition(" ")[2])
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            problem = f" (no {error})" if isinstance(error, KeyError) else ""
            raise UnreadableRecording(f"{title(name)}, entry {number}: not an entry of a HAR{problem}") from None
    if not recordings:
        raise UnreadableRecording(
            f"{title(name)}: none of its {len(found)} entries is a response of the contract's operations"
        )
    return RecordedFile(name, "entry", tuple(recordings), foreign, unanswered, tuple(credentials))


def _operation(method: str, url: str, operations: Sequence[Operation]) -> Operation | None:
    """Return the operation of a request, whatever host and prefix it has; a path without variables goes first."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    matching = (each for each in operations if each.method == method.upper() and _ends_with(path, each.path))
    return min(matching, key=lambda each: (each.path.count("{"), -len(each.path)), default=None)


def _ends_with(path: str, template: str) -> bool:
    pattern = re.sub(r"\\\{[^/]+?\\\}", "[^/]+", re.escape(template))
    return re.search(rf"{pattern}\Z", path) is not None


def _recording(number: int, operation: Operation, request: dict[str, Any], response: dict[str, Any]) -> Recording:
    sent = request.get("postData") or {}
    content = response.get("content") or {}
    return Recording(
        number=number,
        operation=operation,
        status=int(response["status"]),
        content=_body(content),
        content_type=_header(response, "content-type") or str(content.get("mimeType") or ""),
        asked=Asked(
            method=str(request["method"]).upper(),
            content_type=_header(request, "content-type") or str(sent.get("mimeType") or ""),
            size=max(len(str(sent.get("text") or "").encode("utf-8", "replace")), request.get("bodySize") or 0),
            accept=_header(request, "accept") or "*/*",
        ),
    )


def _header(message: dict[str, Any], name: str) -> str:
    values = (each["value"] for each in message.get("headers") or () if each["name"].lower() == name)
    return str(next(values, ""))


def _body(content: dict[str, Any]) -> bytes | str | None:
    text = content.get("text")
    if text is None and content.get("size") != 0:
        return None  # there was one, and the recorder did not keep it
    try:
        return base64.b64decode(text or "") if content.get("encoding") == "base64" else str(text or "")
    except binascii.Error:
        return str(text)
