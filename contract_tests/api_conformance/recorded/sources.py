"""The opening of recorded files as UTF-8, with any compression and encoding, without reading them whole."""

import gzip
import io
import json
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from attrs import define, field

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

STANDARD_INPUT = "-"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
GZIP = b"\x1f\x8b"
# The first bytes of other compressed files, which users must unpack themselves.
ARCHIVES = {
    b"PK\x03\x04": "a ZIP archive",
    b"\x28\xb5\x2f\xfd": "compressed by Zstandard",
    b"BZh": "compressed by bzip2",
    b"\xfd7zX": "compressed by xz",
}
BUFFER = 1 << 16


class UnreadableRecording(Exception):
    """A file cannot be judged; the text names it and gives the reason in one line."""


def title(name: str) -> str:
    """Return the name of the file for people."""
    return "standard input" if name == STANDARD_INPUT else name


def size(name: str) -> int | None:
    """Return the size of a file in bytes; None if it is not known, for instance for a pipe."""
    try:
        return None if name == STANDARD_INPUT else os.stat(name).st_size or None
    except OSError:
        return None


@contextmanager
def opened(name: str) -> Iterator[tuple[io.BufferedReader, io.RawIOBase]]:
    """Open a file, or standard input for `-`, as a stream of UTF-8, and the file under it, of which the place tells.

    A byte order mark of UTF-8 is left in: whether it is the file's or a body's depends on what the file is.
    Raises `UnreadableRecording`, also while the stream is read.
    """
    try:
        with _raw(name) as raw:
            yield _as_utf8(_unpacked(name, io.BufferedReader(raw, BUFFER))), raw
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise UnreadableRecording(f"{title(name)}: compressed by gzip, and damaged or cut short") from None
    except UnicodeError:
        raise UnreadableRecording(f"{title(name)}: expected JSON, got a body that is not UTF-8") from None
    except OSError as error:
        raise UnreadableRecording(f"{title(name)}: {error.strerror or error}") from None


@contextmanager
def _raw(name: str) -> Iterator[io.RawIOBase]:
    if name != STANDARD_INPUT:
        with open(name, "rb", buffering=0) as file:
            yield file
    elif sys.stdin is None:
        raise UnreadableRecording(f"{title(name)}: closed")
    else:
        yield cast("io.RawIOBase", cast("io.BufferedReader", sys.stdin.buffer).raw)


def _unpacked(name: str, stream: io.BufferedReader) -> io.BufferedReader:
    start = stream.peek(4)
    for magic, words in ARCHIVES.items():
        if start.startswith(magic):
            raise UnreadableRecording(f"{title(name)}: {words}; unpack it, and name the file in it")
    return io.BufferedReader(gzip.GzipFile(fileobj=stream), BUFFER) if start.startswith(GZIP) else stream


def _as_utf8(stream: io.BufferedReader) -> io.BufferedReader:
    encoding = json.detect_encoding(stream.peek(4)[:4])
    if encoding.startswith("utf-8"):
        return stream
    return io.BufferedReader(_Recoded(io.TextIOWrapper(stream, encoding, newline="")), BUFFER)


@define(eq=False, slots=False)
class _Recoded(io.RawIOBase):
    """A stream that converts another encoding to UTF-8."""

    _text: io.TextIOWrapper
    _rest: bytes = field(default=b"", init=False)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer)
        if not self._rest:
            self._rest = self._text.read(BUFFER).encode("utf-8")
        count = min(len(view), len(self._rest))
        view[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count
