"""Reads recorded answers from files: one body, bodies line by line, or a HAR."""

import sys
from pathlib import Path

from attrs import frozen

from contract_tests.contract import Operation
from contract_tests.recorded.strict_json import NotJson, Parsed, parse

STANDARD_INPUT = "-"


class Unreadable(Exception):
    """A file cannot be judged; the text says in one line which and why."""


@frozen
class Request:
    """What a HAR tells of the request behind an answer."""

    content_type: str
    size: int
    """Bytes of its body."""


@frozen
class Recording:
    """One recorded answer."""

    number: int
    """The line of the file, or the entry of the HAR, from 1 on; 0 for a file that is one body."""
    operation: Operation
    status: int
    body: Parsed | NotJson | None
    """None where the HAR has left it out."""
    content_type: str = ""
    request: Request | None = None
    """None for a bare body, whose content type is not known either."""


@frozen
class RecordedFile:
    """What a file has of the contract's operations."""

    name: str
    unit: str
    """What its recordings are numbered by: line or entry."""
    recordings: tuple[Recording, ...]
    foreign: int = 0
    """How many entries of a HAR match no operation of the contract."""
    unanswered: int = 0
    """How many do, and have no answer."""
    credentials: tuple[str, ...] = ()
    """What the requests were authorised with."""


def read(name: str) -> bytes:
    """The content of a file, or of standard input for `-`. Raises `Unreadable`."""
    try:
        return sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except (OSError, AttributeError) as error:  # the latter where standard input is closed
        raise Unreadable(f"{title(name)}: {getattr(error, 'strerror', 'closed')}") from None


def title(name: str) -> str:
    """What a person calls the file."""
    return "standard input" if name == STANDARD_INPUT else name


def bodies(name: str, content: bytes) -> list[tuple[int, Parsed]]:
    """The one body of the content, numbered 0, or one in each line, numbered from 1. Raises `Unreadable`."""
    try:
        return [(0, parse(content))]
    except NotJson as reason:
        found: list[tuple[int, Parsed]] = []
        for number, line in enumerate(content.split(b"\n"), 1):
            try:
                if line.strip():
                    found.append((number, parse(line)))
            except NotJson as reason_of_line:
                if found:
                    raise Unreadable(f"{title(name)}, line {number}: expected JSON, came {reason_of_line}") from None
                break
        if not found:
            raise Unreadable(f"{title(name)}: expected JSON, came {reason}") from None
        return found
