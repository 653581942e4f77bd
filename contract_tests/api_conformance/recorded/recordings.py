"""The reading of recorded responses from files: one body, JSON lines, a list of bodies, a webhook, or a HAR."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from io import BufferedReader
from itertools import chain
from typing import Any

from attrs import frozen

from api_conformance.recorded import har_entries
from api_conformance.recorded.foreign_formats import text_format_of
from api_conformance.recorded.har_entries import NotJudged
from api_conformance.recorded.json_stream import JsonReader
from api_conformance.recorded.recording import Recording
from api_conformance.recorded.sources import BYTE_ORDER_MARK, UnreadableRecording, title
from api_conformance.strict_json import HALF_PAIR, NotJson, Parsed, decoder, has_half_pair, parse
from openapi_contract.operations import Operation

HAR_START = re.compile(rb'\s*\{\s*"log"\s*:\s*\{')
HAR_NAMES = (".har", ".har.gz")


@frozen
class Bare:
    """The operation of bodies recorded without a request."""

    operation: Operation | None = None
    """None to use the best fit."""
    status: int | None = None


def recordings(
    name: str, stream: BufferedReader, operations: Sequence[Operation], bare: Bare
) -> tuple[str, Iterator[Recording | NotJudged]]:
    """Return the unit of the recordings of a file, and the recordings. Raises `UnreadableRecording`.

    A file is a HAR, one body, numbered 0, a list of bodies, or has a body in each line. A HAR, a list and lines are
    read piece by piece.
    """
    start = stream.peek(1).removeprefix(BYTE_ORDER_MARK)
    if HAR_START.match(start):
        return "entry", _of_har(name, stream, operations)
    if start.lstrip().startswith(b"["):
        return "item", _of_list(name, stream, bare)
    begin, full = [], 0
    for line in stream:
        begin.append(line)
        content = line if len(begin) > 1 else line.removeprefix(BYTE_ORDER_MARK)
        if content.strip():
            full += 1
            if full > 1:
                return "line", _of_lines(name, chain(begin, stream), bare)
            if not _is_json(content):
                break
    begin.append(stream.read())
    return _of_text(name, b"".join(begin), operations, bare)


def _of_har(name: str, stream: BufferedReader, operations: Sequence[Operation]) -> Iterator[Recording | NotJudged]:
    # Numbers of any length are accepted; no integer of a HAR is needed exactly.
    number, reader = 0, JsonReader(stream, json.JSONDecoder(parse_int=float))
    try:
        for number, entry in enumerate(har_entries.entries(reader), 1):
            yield har_entries.read_entry(number, entry, operations)
        if reader.next():
            raise UnreadableRecording(f"{title(name)}: more follows the HAR; give each HAR as a file of its own")
    except KeyError:
        raise UnreadableRecording(f"{title(name)}: not a HAR, since it has no log.entries") from None
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnreadableRecording(f"{title(name)}, after entry {number}: expected JSON, got {_words(error)}") from None


def _of_list(name: str, stream: BufferedReader, bare: Bare) -> Iterator[Recording]:
    """Yield each item; a list that is empty or does not begin with an object is itself one body."""
    faults: dict[str, None] = {}
    number, reader = 0, JsonReader(stream, decoder(faults))
    others: list[Any] = []
    try:
        for number, value in enumerate(reader.items(), 1):
            if not others and (number > 1 or isinstance(value, dict)):
                found = [*faults, HALF_PAIR] if has_half_pair(reader.text, value) else faults
                yield _bare(number, reader.text, Parsed(value, tuple(found)), bare)
                faults.clear()
            else:
                others.append(value)
        if others or number == 0:
            yield _bare(0, "", Parsed(others, tuple(faults)), bare)
        if reader.next():
            raise UnreadableRecording(f"{title(name)}: more follows the list; give each list as a file of its own")
    except (json.JSONDecodeError, RecursionError) as error:
        place = f", after item {number}" if number else ""
        raise UnreadableRecording(f"{title(name)}{place}: expected JSON, got {_words(error)}") from None


def _of_lines(name: str, lines: Iterable[bytes], bare: Bare) -> Iterator[Recording]:
    for number, line in enumerate(lines, 1):
        # A byte order mark before the first line belongs to the file.
        body = line if number > 1 else line.removeprefix(BYTE_ORDER_MARK)
        if not body.strip():
            continue
        try:
            yield _bare(number, body, parse(body), bare)
        except NotJson as reason:
            raise UnreadableRecording(f"{title(name)}, line {number}: expected JSON, got {reason}") from None


def _of_text(
    name: str, content: bytes, operations: Sequence[Operation], bare: Bare
) -> tuple[str, Iterator[Recording | NotJudged]]:
    try:
        parsed = parse(content)
    except NotJson as reason:
        words = text_format_of(content) or f"expected JSON, got {reason}"
        raise UnreadableRecording(f"{title(name)}: {words}") from None
    if har_entries.is_har(parsed.value):
        found = enumerate(parsed.value["log"]["entries"], 1)
        return "entry", (har_entries.read_entry(number, entry, operations) for number, entry in found)
    if name.lower().endswith(HAR_NAMES):
        raise UnreadableRecording(f"{title(name)}: not a HAR, since it has no log.entries")
    return "line", iter([_bare(0, content, parsed, bare)])


def _bare(number: int, content: bytes | str, parsed: Parsed, bare: Bare) -> Recording:
    """Return a body without a request. The body of a webhook contains the call."""
    value = parsed.value
    envelope: tuple[str, ...] = ()
    if isinstance(value, dict) and isinstance(value.get("event"), str) and isinstance(value.get("call"), dict):
        parsed, envelope = Parsed(value["call"], parsed.faults), ("call",)
    return Recording(number, bare.operation, bare.status, content, parsed=parsed, envelope=envelope)


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line, parse_int=float)
    except (ValueError, RecursionError):
        return False
    return True


def _words(error: json.JSONDecodeError | RecursionError) -> str:
    """Return the reason of a decoder's error, without the line, which it does not know."""
    return f"invalid JSON ({error.msg})" if isinstance(error, json.JSONDecodeError) else "a body that nests too deep"
