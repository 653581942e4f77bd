"""The functions that read JSON for models and endpoints, and the few types that are not models.

Responses may differ from the contract. A reader gets a value and its place in the response, and returns the value with
its type, or raises MalformedResponse. The innermost part around it that can do without the value catches the error,
keeps the value unchanged and notes the difference in the response's `Drift`:

- An invalid item of an array, or value of a map, becomes an UnknownVariant.
- An invalid property of an object becomes UNSET, and its value goes to `additional_properties`. This holds for optional
  properties, and for required ones of an object that is itself the value of a property; their types say so.
- If a required property of an item, or of an object of a union, is invalid, the whole object becomes an UnknownVariant.
- If a required property of the response itself is invalid, that is an error. A strict client raises every difference.

Classes of requests have the types that users write. There an array with one invalid item is kept unchanged as a whole.
"""

from __future__ import annotations

import datetime
import json
from enum import IntEnum, StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import httpx

from ._drift import UNSET, Drift, Place, Reader, Unset, note, read_value, surprise
from ._model import Model, UnknownVariant
from ._writing import File, FileTypes, RequestFiles, WrittenDateTime
from .errors import MalformedResponse

if TYPE_CHECKING:
    from uuid import UUID
else:
    UUID = Any  # so that annotations can be evaluated without loading uuid

T = TypeVar("T")
StrEnumT = TypeVar("StrEnumT", bound=StrEnum)
IntEnumT = TypeVar("IntEnumT", bound=IntEnum)

# ---- reading: properties ----


def need(got: Any, key: str, read: Reader[T], at: Place) -> T:
    """Read a required property, without which the object cannot be read."""
    if got is UNSET:
        raise surprise("Required property missing", (at, key))
    return read(got, (at, key))


def lack(key: str, at: Place) -> Unset:
    """Note that a required property is missing, from an object that can be read without it."""
    note(surprise("Required property missing", (at, key)), at)
    return UNSET


def take(got: Any, key: str, read: Reader[T], at: Place, model: Model) -> T | Unset:
    """Read an optional property. If it cannot be read, keep it unchanged in the additional properties."""
    try:
        return read(got, (at, key))
    except MalformedResponse as found:
        note(found, at)
        model.additional_properties[key] = got
        return UNSET


def leftover(
    properties: dict[str, Any],
    names: frozenset[str],
    at: Place,
    model: Model,
    read_extra: Reader[Any] | None = None,
) -> None:
    """Keep the properties that have no attribute.

    Each is noted as drift; if the contract gives their type, only those of another type are.
    """
    for key, value in properties.items():
        if key in names:
            continue
        model.additional_properties[key] = value
        try:
            if read_extra is None:
                raise surprise("Unknown property", (at, key))
            read_extra(value, (at, key))
        except MalformedResponse as found:
            note(found, at)


# ---- reading: values ----


def mismatch(value: Any, at: Place) -> MalformedResponse:
    """Return the error for a value of the wrong type."""
    return surprise("Unexpected null" if value is None else "Wrong type", at)


def read_any(value: Any, _: Place) -> Any:
    """Return the value, of any type."""
    return value


def read_none(value: Any, at: Place) -> None:
    """Read null."""
    if value is not None:
        raise mismatch(value, at)


def read_str(value: Any, at: Place) -> str:
    """Read a string."""
    if type(value) is str:
        return value
    raise mismatch(value, at)


def read_bool(value: Any, at: Place) -> bool:
    """Read a boolean."""
    if type(value) is bool:
        return value
    raise mismatch(value, at)


def read_int(value: Any, at: Place) -> int:
    """Read an integer. 1.0 is an integer in JSON, True is not."""
    if type(value) is int:
        return value
    if type(value) is float and value.is_integer():
        return int(value)
    raise mismatch(value, at)


def read_number(value: Any, at: Place) -> float:
    """Read a number. True is not a number."""
    if type(value) is float or type(value) is int:
        return value
    raise mismatch(value, at)


def read_datetime(value: Any, at: Place) -> datetime.datetime:
    """Read a date and time in the form of RFC 3339."""
    try:
        return WrittenDateTime.of(read_str(value, at))
    except ValueError:
        raise surprise("Invalid date and time", at) from None


def read_date(value: Any, at: Place) -> datetime.date:
    """Read a date."""
    text = read_str(value, at)
    try:
        found = datetime.date.fromisoformat(text)
    except ValueError:
        raise surprise("Invalid date", at) from None
    if found.isoformat() != text:
        raise surprise("Invalid date", at)
    return found


def read_uuid(value: Any, at: Place) -> UUID:
    """Read a UUID."""
    from ._uuids import WrittenUuid  # imported late: few contracts have any

    try:
        return WrittenUuid.of(read_str(value, at))
    except ValueError:
        raise surprise("Invalid UUID", at) from None


def read_file(_: Any, at: Place) -> File:
    """Raise, since JSON cannot contain a file."""
    raise surprise("File inside JSON", at)


def const_of(expected: T) -> Reader[T]:
    """Return a reader of a constant."""

    def read(value: Any, at: Place) -> T:
        if value == expected and (type(value) is bool) is (type(expected) is bool):
            return expected
        raise surprise("Unexpected value", at)

    return read


@cache
def enum_of(kind: type[StrEnumT]) -> Reader[StrEnumT | str]:
    """Return a reader of an enum. A string that is not a member stays a string."""

    members: dict[str, StrEnumT] = {member.value: member for member in kind}

    def read(value: Any, at: Place) -> StrEnumT | str:
        text: str = value if value.__class__ is str else read_str(value, at)
        member = members.get(text)
        if member is None:
            note(surprise("Unknown value", at), at)
            return text
        return member

    return read


@cache
def int_enum_of(kind: type[IntEnumT]) -> Reader[IntEnumT | int]:
    """Return a reader of an enum of integers. An integer that is not a member stays an integer."""

    members: dict[int, IntEnumT] = {member.value: member for member in kind}

    def read(value: Any, at: Place) -> IntEnumT | int:
        member = members.get(read_int(value, at))
        if member is None:
            note(surprise("Unknown value", at), at)
            return read_int(value, at)
        return member

    return read


def list_of(read_item: Reader[T]) -> Reader[list[T]]:
    """Return a reader of an array. It fails if an item cannot be read."""

    def read(value: Any, at: Place) -> list[T]:
        if value.__class__ is not list:
            raise mismatch(value, at)
        found: list[T] = []
        place = (at, found)
        for item in value:
            found.append(read_item(item, place))
        return found

    return read


def lenient_list_of(read_item: Reader[T]) -> Reader[list[T | UnknownVariant]]:
    """Return a reader of an array, in which an item that cannot be read becomes an UnknownVariant."""

    def read(value: Any, at: Place) -> list[T | UnknownVariant]:
        if value.__class__ is not list:
            raise mismatch(value, at)
        return items_of(read_item, value, at)

    return read


def items_of(read_item: Reader[T], items: list[Any], at: Place) -> list[T | UnknownVariant]:
    """Read the items of an array."""
    found: list[T | UnknownVariant] = []
    place = (at, found)
    for item in items:
        try:
            found.append(read_item(item, place))
        except MalformedResponse as error:
            found.append(unreadable(item, read_item, error, place))
    return found


STRINGS = frozenset({str})
INTEGERS = frozenset({int})
NUMBERS = frozenset({float, int})


def scalars_of(read_item: Reader[T], items: list[Any], at: Place, classes: frozenset[type]) -> list[T | UnknownVariant]:
    """Read the items of an array, unless all are of these classes and need no reading."""
    return items.copy() if classes.issuperset(map(type, items)) else items_of(read_item, items, at)


def map_of(read_value: Reader[T]) -> Reader[dict[str, T]]:
    """Return a reader of a map. It fails if a value cannot be read."""

    def read(value: Any, at: Place) -> dict[str, T]:
        if value.__class__ is not dict:
            raise mismatch(value, at)
        items: dict[str, Any] = value
        return {key: read_value(item, (at, key)) for key, item in items.items()}

    return read


def lenient_map_of(read_value: Reader[T]) -> Reader[dict[str, T | UnknownVariant]]:
    """Return a reader of a map, in which a value that cannot be read becomes an UnknownVariant."""

    def read(value: Any, at: Place) -> dict[str, T | UnknownVariant]:
        if value.__class__ is not dict:
            raise mismatch(value, at)
        items: dict[str, Any] = value
        return {key: variant(read_value, item, (at, key)) for key, item in items.items()}

    return read


def nullable(read_value: Reader[T]) -> Reader[T | None]:
    """Return a reader of null or a value."""

    def read(value: Any, at: Place) -> T | None:
        return None if value is None else read_value(value, at)

    return read


def first_of(*readers: Reader[Any]) -> Reader[Any]:
    """Return a reader of a union without a discriminator: the option with the fewest differences is used."""

    def read(value: Any, at: Place) -> Any:
        trials: list[tuple[int, int]] = []
        for index, reader in enumerate(readers):
            trial = Drift()
            try:
                reader(value, trial)
            except MalformedResponse:
                continue
            trials.append((len(trial.found), index))
        if not trials:
            raise mismatch(value, at)
        return readers[min(trials)[1]](value, at)

    return read


def read_body(read: Reader[T], body: bytes, drift: Drift) -> T | MalformedResponse:
    """Read the body of a response. Return errors, so that the frame that raises one does not hold the body."""
    try:
        value = json.loads(body)
    except (RecursionError, ValueError) as error:
        # Nesting or integers too large for json may well be in a property that the user does not read.
        from ._large_json import parse

        try:
            value = parse(body, error)
        except RecursionError:
            return MalformedResponse("Values nested too deep")
        except ValueError as invalid:
            # The error itself holds the body, which may contain secrets: only its class is shown.
            return MalformedResponse(f"Invalid JSON ({type(invalid).__name__})" if body else "Empty body")
    return read_value(read, value, drift)


# ---- reading: objects of several kinds ----


def unreadable(value: Any, read: Reader[Any], found: MalformedResponse, at: Place) -> UnknownVariant:
    """Note why a value cannot be read, and keep it."""
    note(found, at)
    return UnknownVariant(value, getattr(read, "__self__", None))


def read_unknown(value: Any, at: Place) -> UnknownVariant:
    """Wrap a value of an unknown kind and note the drift."""
    note(surprise("Unknown kind", at), at)
    return UnknownVariant(value)


def tag_of(value: Any, key: str) -> object:
    """Return the property that tells the kind of an object."""
    if value.__class__ is not dict:
        return None
    properties: dict[str, Any] = value
    return properties.get(key)


def variant(read: Reader[T], value: Any, at: Place) -> T | UnknownVariant:
    """Read an object of a known kind. If it is invalid, treat it as an object of an unknown kind."""
    try:
        return read(value, at)
    except MalformedResponse as found:
        return unreadable(value, read, found, at)


def unknown_variant(value: Any, key: str, at: Place) -> UnknownVariant:
    """Keep an object of an unknown kind."""
    if value.__class__ is not dict:
        note(mismatch(value, at), at)
    elif key not in value:
        note(surprise("Required property missing", (at, key)), (at, key))
    else:
        note(surprise("Unknown kind", (at, key)), (at, key))
    return UnknownVariant(value)


class Response(Generic[T]):
    """A response with its status."""

    __slots__ = ("attempts", "content", "headers", "parsed", "status_code")

    def __init__(
        self, *, status_code: int, content: bytes, headers: httpx.Headers, parsed: T | None, attempts: int
    ) -> None:
        self.status_code = status_code
        self.content = content
        """The body, unchanged."""
        self.headers = headers
        self.parsed = parsed
        """The parsed body; None if there is none, or if the body of an error cannot be read."""
        self.attempts = attempts
        """Number of times that the request was sent."""

    def __repr__(self) -> str:
        # The parsed body is not shown: an error's message may quote the key.
        parsed = type(self.parsed).__name__
        return f"Response(status_code={self.status_code}, parsed=<{parsed}>, attempts={self.attempts})"


__all__ = ["UNSET", "File", "FileTypes", "RequestFiles", "Response", "UnknownVariant", "Unset"]
