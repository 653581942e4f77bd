"""A reader of JSON, value by value, so that a long list of entries is never in memory as a whole.

It uses Python's own decoder, since streaming libraries in C reject NaN, which recorders write, and replace half a
surrogate pair by a question mark.
"""

import codecs
import json
from collections.abc import Iterator
from io import BufferedReader
from typing import Any

from attrs import define, field

from api_conformance.strict_json import BYTE_ORDER_MARK

CHUNK = 1 << 19
# The longest token, `\uXXXX\uXXXX` or `-Infinity`, before which the decoder may report an error in a cut text.
LONGEST_PIECE = 16


@define
class JsonReader:
    """A position in a JSON text."""

    _stream: BufferedReader
    _decoder: json.JSONDecoder
    _bytes: codecs.IncrementalDecoder = field(factory=lambda: codecs.getincrementaldecoder("utf-8")(), init=False)
    _text: str = field(default="", init=False)
    _start: int = field(default=0, init=False)
    _at: int = field(default=0, init=False)
    _ended: bool = field(default=False, init=False)

    def __attrs_post_init__(self) -> None:
        """Skip a byte order mark."""
        self._more()
        self._text = self._text.removeprefix(BYTE_ORDER_MARK)

    def next(self) -> str:
        """Return the next character that is not white space, without consuming it; empty at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in " \t\r\n":
                self._at += 1
            if self._at < len(self._text) or self._ended:
                return self._text[self._at : self._at + 1]
            self._more()

    def take(self, character: str) -> None:
        """Consume a character. Raises `json.JSONDecodeError` if it is another."""
        if self.next() != character:
            raise json.JSONDecodeError(f"Expecting {character!r}", self._text, self._at)
        self._at += 1

    def value(self) -> Any:
        """Consume the next value, and return it. Raises `json.JSONDecodeError` and `RecursionError`."""
        self.next()
        while True:
            try:
                found, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._ended or not self._may_go_on(error):
                    raise
            else:
                if end < len(self._text) or self._ended:
                    self._start, self._at = self._at, end
                    return found
            self._more()

    @property
    def text(self) -> str:
        """The text of the last value."""
        return self._text[self._start : self._at]

    def items(self) -> Iterator[Any]:
        """Yield each item of an array."""
        self.take("[")
        if self.next() == "]":
            self.take("]")
            return
        while True:
            yield self.value()
            if self.next() == "]":
                break
            self.take(",")
        self.take("]")

    def members(self) -> Iterator[str]:
        """Yield the name of each member of an object. The caller must consume the values."""
        self.take("{")
        if self.next() == "}":
            self.take("}")
            return
        while True:
            name = self.value()
            self.take(":")
            yield name
            if self.next() == "}":
                break
            self.take(",")
        self.take("}")

    def _may_go_on(self, error: json.JSONDecodeError) -> bool:
        return error.msg.startswith("Unterminated string") or error.pos >= len(self._text) - LONGEST_PIECE

    def _more(self) -> None:
        """Read more, the longer the value the more at once, so that the time stays linear."""
        rest = self._text[self._at :]
        data = self._stream.read(max(CHUNK, len(rest)))
        self._text = rest + self._bytes.decode(data, final=not data)
        self._at, self._ended = 0, not data
