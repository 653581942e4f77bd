"""Reads recorded responses from files: one body, bodies line by line, a list of them, a webhook, or a HAR."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import field, frozen

from api_conformance.allowances import Asked
from api_conformance.strict_json import NotJson, parse
from openapi_contract.operations import Operation

STANDARD_INPUT = "-"


class UnreadableRecording(Exception):
    """A file cannot be judged; the text says in one line which and why."""


@frozen
class Recording:
    """One recorded response."""

    number: int
    """The line of the file, the entry of the HAR or the item of the list, from 1 on; 0 for a file that is one body."""
    operation: Operation | None
    """None if it is to be found by what fits."""
    status: int | None
    content: bytes | str | None = field(repr=False)
    """None if the HAR has left it out."""
    content_type: str | None = None
    """None for a bare body."""
    asked: Asked | None = None
    envelope: tuple[str, ...] = ()
    """The place of the call in a webhook's body."""


@frozen
class RecordedFile:
    """What a file has of the contract's operations."""

    name: str
    unit: str
    """What its recordings are numbered by: line, entry or item."""
    recordings: tuple[Recording, ...]
    foreign: int = 0
    """How many entries of a HAR match no operation of the contract."""
    unanswered: int = 0
    """How many do, and have no response."""
    credentials: tuple[str, ...] = field(default=(), repr=False)
    """What the requests were authorised with."""


def read(name: str) -> bytes:
    """Return the content of a file, or of standard input for `-`. Raises `UnreadableRecording`."""
    try:
        return sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except (OSError, AttributeError) as error:  # the latter if standard input is closed
        raise UnreadableRecording(f"{title(name)}: {getattr(error, 'strerror', 'closed')}") from None


def title(name: str) -> str:
    """Return what a person calls the file."""
    return "standard input" if name == STANDARD_INPUT else name


def bodies(name: str, content: bytes) -> tuple[str, list[tuple[int, bytes | str]]]:
    """Return the bodies of a file with their numbers, and what they are numbered by. Raises `UnreadableRecording`.

    A file is one body, numbered 0, a list of bodies, or has a body in each line.
    """
    try:
        value = parse(content).value
    except NotJson as reason:
        return "line", list(_lines(name, content, reason))
    if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        return "item", [(number, _text(each)) for number, each in enumerate(value, 1)]
    return "line", [(0, content)]


def unwrapped(content: bytes | str) -> tuple[tuple[str, ...], bytes | str]:
    """Return the body that a webhook's envelope has inside, and its place; the body itself if it is none."""
    try:
        value = parse(content).value
    except NotJson:
        return (), content
    if isinstance(value, dict) and isinstance(value.get("event"), str) and isinstance(value.get("call"), dict):
        return ("call",), _text(value["call"])
    return (), content


def _lines(name: str, content: bytes, reason: NotJson) -> Iterator[tuple[int, bytes]]:
    found = 0
    for number, line in enumerate(content.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            parse(line)
        except NotJson as reason_of_line:
            if found:
                raise UnreadableRecording(
                    f"{title(name)}, line {number}: expected JSON, got {reason_of_line}"
                ) from None
            break
        found += 1
        yield number, line
    if not found:
        raise UnreadableRecording(f"{title(name)}: expected JSON, got {reason}")


def _text(value: Any) -> str:
    return json.dumps(value)
