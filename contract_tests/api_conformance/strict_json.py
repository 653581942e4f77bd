"""A tolerant reader of JSON that reports where a text breaks RFC 8259."""

import json
from collections.abc import Callable
from typing import Any

from attrs import frozen

BYTE_ORDER_MARK = "\ufeff"
# Python reads integers of up to 4,300 digits; the other digits of a longer one do not matter here.
MOST_DIGITS = 4_000
TWICE = "an object with a duplicate name"
HALF_PAIR = "half a surrogate pair"


class NotJson(Exception):
    """The text is not JSON; the message is a short reason."""


@frozen
class Parsed:
    """A value, and the faults in its text."""

    value: Any
    faults: tuple[str, ...]


def parse(content: bytes | str) -> Parsed:
    """Parse a JSON text. Byte order marks, NaN, duplicate names and half surrogates are faults. Raises `NotJson`."""
    try:
        text = content if isinstance(content, str) else content.decode("utf-8")
    except UnicodeDecodeError:
        raise NotJson("a body that is not UTF-8") from None
    faults: dict[str, None] = {}
    if text.startswith(BYTE_ORDER_MARK):
        faults["a byte order mark before the body"] = None
        text = text.removeprefix(BYTE_ORDER_MARK)
    if not text.strip():
        raise NotJson("no body")

    try:
        value = _decoded(text, faults)
    except RecursionError:
        raise NotJson("a body that nests too deep") from None
    except json.JSONDecodeError as error:
        raise NotJson(f"invalid JSON (line {error.lineno}, column {error.colno}: {error.msg})") from None
    if has_half_pair(text, value):
        faults[HALF_PAIR] = None
    return Parsed(value, tuple(faults))


def _decoded(text: str, faults: dict[str, None]) -> Any:
    try:
        return decoder(faults, int).decode(text)
    except json.JSONDecodeError:
        raise
    except ValueError:  # an integer with too many digits for Python
        return decoder(faults).decode(text)


def decoder(faults: dict[str, None], integer: Callable[[str], int] | None = None) -> json.JSONDecoder:
    """Return a tolerant decoder, which adds the faults to `faults`."""

    def constant(name: str) -> float:
        faults[f"{name}, which is not JSON"] = None
        return float(name)

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = dict(pairs)
        if len(names) < len(pairs):
            faults[TWICE] = None
        return names

    return json.JSONDecoder(parse_constant=constant, parse_int=integer or _integer, object_pairs_hook=once)


def refuse_constant(constant: str) -> None:
    """Raise `ValueError`, as `parse_constant` of a strict decoder."""
    raise ValueError(f"{constant}, which is not JSON")


def has_half_pair(text: str, value: Any) -> bool:
    """Return whether the value of this text contains half a surrogate pair."""
    if "\\ud" not in text and "\\uD" not in text:
        return False
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _integer(digits: str) -> int:
    return int(digits[:MOST_DIGITS])
