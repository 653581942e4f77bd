"""The file of generated requests that showed a fault, which `--replay` sends before all others."""

import base64
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from api_conformance.no_verdict import NoVerdict
from api_conformance.requests.expectations import GeneratedRequest, Oracle
from openapi_contract.json_data import JsonObject

VERSION = 1
MOST = 500
"""Maximum number of requests in the file, the smallest of each finding first."""
SCENARIO = "found by an earlier run"


class BadReplay(NoVerdict):
    """The file is invalid; the text gives the reason in one line."""


@frozen
class FoundRequest:
    """A request that showed a fault, without the key, and with placeholders for known values."""

    operation: str
    method: str
    path: str
    headers: Mapping[str, str]
    content: bytes | None
    check: str
    """The id of the check that is broken."""

    @classmethod
    def of(cls, request: GeneratedRequest, check: str, names: Mapping[str, str]) -> "FoundRequest":
        """Return a request for the file.

        Args:
            names: The placeholders of values that are specific to this server or run.
        """
        content = request.content
        path = request.path
        for value, name in names.items():
            path = path.replace(value, name)
            content = None if content is None else content.replace(value.encode(), name.encode())
        return cls(request.operation.id, request.method, path, request.headers, content, check)

    def again(self, expecting: Mapping[str, Oracle], values: Mapping[str, str]) -> GeneratedRequest | None:
        """Return the request with its expectation by the current contract; None if that has no such operation.

        Args:
            values: The values of this server, by placeholder.
        """
        known = expecting.get(self.operation)
        if known is None:
            return None
        content, path = self.content, self.path
        for name, value in values.items():
            content = None if content is None else content.replace(name.encode(), value.encode())
        kind = next((value for name, value in self.headers.items() if name.lower() == "content-type"), None)
        expectation = known.of(self.method, path, kind, content)
        about = f"{SCENARIO}, for {self.check}"
        headers = dict(self.headers)
        return GeneratedRequest(known.operation, expectation, self.method, path, headers, content, SCENARIO, about)


def name_of(name: str) -> str:
    """Return the placeholder of a known value."""
    return f"the-known-value-of-{name}"


def without_secrets(requests: Iterable[FoundRequest], mask: Callable[[str], str]) -> list[FoundRequest]:
    """Return the requests without secrets, each once."""
    kept: dict[str, FoundRequest] = {}
    for each in requests:
        text = json.dumps(_written(evolve(each, check="")), sort_keys=True)
        content = "" if each.content is None else each.content.decode("utf-8", "replace")
        if mask(text) == text and mask(content) == content:
            kept.setdefault(text, each)
    return list(kept.values())[:MOST]


def write(requests: Collection[FoundRequest], path: Path) -> None:
    """Write the file."""
    text = json.dumps({"version": VERSION, "requests": [_written(each) for each in requests]}, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8")


def read(path: Path) -> tuple[FoundRequest, ...]:
    """Return the requests of a file. Raises `BadReplay`."""
    try:
        root: Any = json.loads(path.read_text(encoding="utf-8"))
        if root["version"] != VERSION:
            raise ValueError
        return tuple(_read(each) for each in root["requests"])
    except OSError as error:
        raise BadReplay(f"REPLAY names {path}, which cannot be read: {error.strerror}") from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise BadReplay(f"REPLAY must be a found-requests.json that a run wrote, and {path} is not one") from None


def _written(request: FoundRequest) -> JsonObject:
    body: JsonObject = {}
    if request.content is not None:
        try:
            body = {"text": request.content.decode("utf-8")}
        except UnicodeDecodeError:
            body = {"base64": base64.b64encode(request.content).decode()}
    head = {name: getattr(request, name) for name in ("check", "operation", "method", "path")}
    return {**head, "headers": dict(request.headers), **body}


def _read(written: JsonObject) -> FoundRequest:
    content = None
    if "text" in written:
        content = written["text"].encode("utf-8")
    elif "base64" in written:
        content = base64.b64decode(written["base64"], validate=True)
    texts = [written[name] for name in ("operation", "method", "path", "check")]
    headers = written["headers"]
    if not all(isinstance(each, str) for each in (*texts, *headers, *headers.values())) or not _is_path(written):
        raise ValueError
    operation, method, path, check = texts
    return FoundRequest(operation, method, path, dict(headers), content, check)


def _is_path(written: JsonObject) -> bool:
    """Return whether the request goes to the checked server, with a well-formed method."""
    path, method = written["path"], written["method"]
    return bool(path.startswith("/") and path.isascii() and path.isprintable() and " " not in path and method.isalpha())
