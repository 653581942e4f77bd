"""A parser of JSON with more digits or levels than Python's own accepts, loaded when that has failed.

Users seldom need a value so large, and the rest of the response must not be lost because of it.
"""

from __future__ import annotations

import json
import re
from typing import Any

MOST_DIGITS = 20_000
"""Maximum number of digits of an integer; a longer one stays text, since conversion takes quadratic time."""
MOST_LEVELS = 100_000
"""Maximum depth of nesting; deeper values are an error."""

_DIGITS = 4000  # fewer than Python's limit
_TOKEN = re.compile(r'[ \t\n\r]*([\[\]{}:,]|"(?:[^"\\]|\\.)*"|[^\s\[\]{}:,"]+)', re.DOTALL)
_PLAIN_STRING = re.compile(r'"([^"\\\x00-\x1f]*)"')
_OPENED: dict[str, type] = {"[": list, "{": dict}
_CLOSED: dict[type, str] = {list: "]", dict: "}"}


def parse(body: bytes, error: Exception) -> Any:
    """Parse a body on which json.loads failed.

    Raise the same ValueError again if the JSON is invalid, and RecursionError if it is nested too deep.
    """
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError):
        raise error
    text = body.decode(json.detect_encoding(body), "surrogatepass")
    try:
        return json.loads(text, parse_int=to_int)
    except RecursionError:
        return parse_deep(text)


def to_int(digits: str) -> int | str:
    """Convert an integer; return its text if it has more than MOST_DIGITS."""
    if len(digits) <= _DIGITS:
        return int(digits)
    if len(digits) > MOST_DIGITS:
        return digits
    sign, digits = (-1, digits[1:]) if digits[0] == "-" else (1, digits)
    number = 0
    for start in range(0, len(digits), _DIGITS):
        chunk = digits[start : start + _DIGITS]
        number = number * 10 ** len(chunk) + int(chunk)
    return sign * number


def _scalar(token: str) -> Any:
    plain = _PLAIN_STRING.fullmatch(token)
    return plain[1] if plain else json.loads(token, parse_int=to_int)


def parse_deep(text: str) -> Any:
    """Parse JSON token by token, without recursion."""
    root: list[Any] = []
    within: list[list[Any] | dict[str, Any]] = [root]
    key = ""
    expected = "value"  # or "key", ":", "," after a value; "first value" and "first key" may be the container's end
    position, end = 0, len(text.rstrip(" \t\n\r"))
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None or (len(within) == 1 and root):
            raise json.JSONDecodeError("Unexpected text", "", 0)
        token, position = match[1], match.end()
        container = within[-1]
        if token == _CLOSED[type(container)] and expected in (",", "first value", "first key") and len(within) > 1:
            within.pop()
            expected = ","
        elif expected in ("value", "first value") and token not in "]}:,":
            value: Any = _OPENED[token]() if token in _OPENED else _scalar(token)
            if isinstance(container, list):
                container.append(value)
            else:
                container[key] = value
            expected = ","
            if token in _OPENED:
                within.append(value)
                expected = "first value" if token == "[" else "first key"
                if len(within) > MOST_LEVELS:
                    raise RecursionError
        elif expected in ("key", "first key") and token[0] == '"':
            key = _scalar(token)
            expected = ":"
        elif token == expected == ":":
            expected = "value"
        elif token == expected == ",":
            expected = "value" if isinstance(container, list) else "key"
        else:
            raise json.JSONDecodeError("Unexpected token", "", 0)
    if len(within) > 1 or not root:
        raise json.JSONDecodeError("Unexpected end", "", 0)
    return root[0]
