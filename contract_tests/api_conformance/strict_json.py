"""Reads JSON as it comes, and says where it is not what RFC 8259 calls JSON."""

import json
from collections.abc import Callable
from typing import Any

from attrs import frozen

BYTE_ORDER_MARK = "\ufeff"
# Python reads integers up to 4,300 digits; the rest of a longer one does not change what it is.
MOST_DIGITS = 4_000
TWICE = "an object with a duplicate name"
HALF_PAIR = "half a surrogate pair"


class NotJson(Exception):
    """The text is not JSON; the message is a short reason."""


@frozen
class Parsed:
    """A value, and what was not strict about how it was written."""

    value: Any
    lapses: tuple[str, ...]


def parse(content: bytes | str) -> Parsed:
    """Parse a JSON text. Byte order marks, NaN, repeated names, half surrogate pairs are lapses. Raises `NotJson`."""
    try:
        text = content if isinstance(content, str) else content.decode("utf-8")
    except UnicodeDecodeError:
        raise NotJson("a body that is not UTF-8") from None
    lapses: dict[str, None] = {}
    if text.startswith(BYTE_ORDER_MARK):
        lapses["a byte order mark before the body"] = None
        text = text.removeprefix(BYTE_ORDER_MARK)
    if not text.strip():
        raise NotJson("no body")

    try:
        value = _decoded(text, lapses)
    except RecursionError:
        raise NotJson("a body that nests too deep") from None
    except json.JSONDecodeError as error:
        raise NotJson(f"invalid JSON (line {error.lineno}, column {error.colno}: {error.msg})") from None
    if has_half_pair(text, value):
        lapses[HALF_PAIR] = None
    return Parsed(value, tuple(lapses))


def _decoded(text: str, lapses: dict[str, None]) -> Any:
    try:
        return decoder(lapses, int).decode(text)
    except json.JSONDecodeError:
        raise
    except ValueError:  # an integer with more digits than Python reads
        return decoder(lapses).decode(text)


def decoder(lapses: dict[str, None], integer: Callable[[str], int] | None = None) -> json.JSONDecoder:
    """Return a decoder that reads what is not strict too, and then adds to the lapses what that was."""

    def constant(name: str) -> float:
        lapses[f"{name}, which is not JSON"] = None
        return float(name)

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = dict(pairs)
        if len(names) < len(pairs):
            lapses[TWICE] = None
        return names

    return json.JSONDecoder(parse_constant=constant, parse_int=integer or _integer, object_pairs_hook=once)


def has_half_pair(text: str, value: Any) -> bool:
    """Return whether a value, read from this text, contains half a surrogate pair."""
    if "\\ud" not in text and "\\uD" not in text:
        return False
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _integer(digits: str) -> int:
    return int(digits[:MOST_DIGITS])
