"""Drift: parts of a response that the contract does not describe. UNSET is the value of a missing property."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, Literal, Never, TypeAlias, TypeVar

from .errors import MalformedResponse

T = TypeVar("T")

_logger = logging.getLogger(f"{__name__.split('.')[-2]}.drift")

MOST_PLACES = 1000
"""Maximum number of places that are logged and remembered, whatever the API sends."""

_logged: set[tuple[str, str, str]] = set()
"""Differences already logged by any client of this process: class, description, place."""


class Unset(Enum):
    """The type of UNSET."""

    UNSET = "unset"

    def __bool__(self) -> Literal[False]:
        return False

    def __iter__(self) -> Iterator[Never]:
        """Yield nothing, so that a missing array can be iterated like an empty one."""
        return iter(())

    def __format__(self, _: str) -> str:
        return "UNSET"

    def __repr__(self) -> str:
        return "UNSET"

    __str__ = __repr__


UNSET: Final = Unset.UNSET
"""The value of a missing property, as opposed to None, which is null."""


ABSENT: Any = UNSET
"""UNSET as the default of an attribute of any type."""


class Drift:
    """The parts of one response that the contract does not describe.

    It is also the root of all JSON pointers into that response.
    """

    __slots__ = ("found", "strict")

    def __init__(self, *, strict: bool = False) -> None:
        self.strict = strict
        self.found: dict[str, MalformedResponse] = {}
        """The differences from the contract, by JSON pointer."""

    def log(self, read: object, source: str = "the API's response") -> None:
        """Log each difference that this process has not logged yet, in a line, without values.

        Places that differ only in indices of arrays, such as `/transcript_object/*/mood`, share a line.

        Args:
            read: The reader of the whole value. The places of another class are other places.
            source: The origin of the value, in words.
        """
        root = getattr(getattr(read, "__self__", None), "__name__", "")
        places: dict[tuple[str, str, str], list[str]] = {}
        for pointer, found in self.found.items():
            pattern = re.sub(r"/\d+(?=/|$)", "/*", pointer)
            places.setdefault((root, found.what, pattern), []).append(pointer)
        for place, pointers in places.items():
            if place in _logged or len(_logged) >= MOST_PLACES:
                continue
            _logged.add(place)
            _, what, pattern = place
            where = f" at {pattern!a}" if pattern else ""
            times = f" ({len(pointers)} times)" if len(pointers) > 1 else ""
            extra = {"pointer": pointers[0], "pattern": pattern, "count": len(pointers)}
            _logger.warning("%s%s in %s%s, kept unchanged", what, where, source, times, extra=extra)


if TYPE_CHECKING:
    Place: TypeAlias = Drift | tuple["Place", str | list[Any]]
else:
    Place = Drift | tuple[Any, str | list[Any]]
"""Place of a value: the place of its container, and its name in it; in an array, the list of the items before it."""
Reader: TypeAlias = Callable[[Any, Place], T]


def surprise(what: str, at: Place) -> MalformedResponse:
    """Return the error for a difference at a place. Callers that can do without the value catch it."""
    pointer = ""
    while not isinstance(at, Drift):
        at, step = at
        name = step if isinstance(step, str) else str(len(step))
        pointer = f"/{name.replace('~', '~0').replace('/', '~1')}{pointer}"
    return MalformedResponse(what, pointer)


def note(found: MalformedResponse, at: Place) -> None:
    """Note a difference that does not prevent reading; a strict client raises it."""
    while not isinstance(at, Drift):
        at, _ = at
    if at.strict:
        raise found
    at.found.setdefault(found.pointer, bare(found))


def bare(error: MalformedResponse) -> MalformedResponse:
    """Return the error without its traceback: the locals of the frames hold the response, which may have secrets."""
    error.__cause__ = error.__context__ = None
    return error.with_traceback(None)


def read_value(read: Reader[T], value: Any, drift: Drift) -> T | MalformedResponse:
    """Read a whole response. Return errors, so that the frame that raises one does not hold the response."""
    try:
        return read(value, drift)
    except RecursionError:
        return MalformedResponse("Values nested too deep")
    except MalformedResponse as error:
        return bare(error)
