"""What models and endpoints share: reading and writing JSON. templates/types.py.jinja gives it to users."""

from __future__ import annotations

import datetime
import json
import logging
import re
import warnings
from collections.abc import Callable, Mapping, Sequence
from enum import Enum, IntEnum, StrEnum
from functools import cache
from importlib import import_module
from typing import (
    IO,
    TYPE_CHECKING,
    Any,
    BinaryIO,
    ClassVar,
    Final,
    Generic,
    Literal,
    Self,
    SupportsIndex,
    TypeAlias,
    TypeVar,
)
from urllib.parse import quote
from uuid import UUID

import httpx

from .errors import InvalidRequest, MalformedResponse

T = TypeVar("T")
StrEnumT = TypeVar("StrEnumT", bound=StrEnum)
IntEnumT = TypeVar("IntEnumT", bound=IntEnum)


_logger = logging.getLogger(f"{__name__.split('.')[-2]}.drift")

MOST_PLACES = 1000
"""A client logs at most this many lines about places, whatever the API sends."""


class Unset(Enum):
    """The type of UNSET."""

    UNSET = "unset"

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"


UNSET: Final = Unset.UNSET
"""The value of a property that is not there at all, which is something else than None."""


ABSENT: Any = UNSET
"""The same, where a value of any type is read."""


# ---- reading: places and surprises ----


class Drift:
    """What one response holds that the contract does not promise.

    It is also the root of all pointers into that response.
    """

    __slots__ = ("found", "strict")

    def __init__(self, *, strict: bool = False) -> None:
        self.strict = strict
        self.found: dict[str, MalformedResponse] = {}
        """By pointer."""

    def log(self, known: set[tuple[str, str]]) -> None:
        """Log a line for each kind of surprise and place that is not known yet, and never a value.

        Places that differ in indices of arrays alone are one, such as `/transcript_object/*/mood`, and counted.
        """
        places: dict[tuple[str, str], list[str]] = {}
        for pointer, found in self.found.items():
            pattern = re.sub(r"/\d+(?=/|$)", "/*", pointer)
            places.setdefault((found.what, pattern), []).append(pointer)
        for (what, pattern), pointers in places.items():
            if (what, pattern) in known or len(known) >= MOST_PLACES:
                continue
            known.add((what, pattern))
            times = f" ({len(pointers)} times)" if len(pointers) > 1 else ""
            place = f" at {pattern!r}" if pattern else ""
            extra = {"pointer": pointers[0], "pattern": pattern, "count": len(pointers)}
            _logger.warning("%s%s in the API's response%s, kept as it came", what, place, times, extra=extra)


if TYPE_CHECKING:
    Place: TypeAlias = Drift | tuple["Place", str | int] | list[Any]
else:
    Place = Drift | tuple[Any, str | int] | list[Any]
Reader: TypeAlias = Callable[[Any, Place], T]


def surprise(what: str, at: Place) -> MalformedResponse:
    """Return the error that says what is the matter at a place; whoever can do without the value catches it."""
    pointer = ""
    while not isinstance(at, Drift):
        at, step = at
        pointer = f"/{str(step).replace('~', '~0').replace('/', '~1')}{pointer}"
    return MalformedResponse(what, pointer)


def note(found: MalformedResponse, at: Place) -> None:
    """Note a surprise that can be lived with; a strict response has none."""
    while not isinstance(at, Drift):
        at, _ = at
    if at.strict:
        raise found
    at.found.setdefault(found.pointer, found)


# ---- reading: properties ----


def need(properties: dict[str, Any], key: str, read: Reader[T], at: Place) -> T:
    """Read a required property of an object."""
    if key not in properties:
        raise surprise("Required property missing", (at, key))
    return read(properties[key], (at, key))


def take(properties: dict[str, Any], key: str, read: Reader[T], at: Place, odd: dict[str, Any]) -> T | Unset:
    """Read an optional property of an object. One that cannot be read goes to the odd ones, as it came."""
    if key not in properties:
        return UNSET
    try:
        return read(properties[key], (at, key))
    except MalformedResponse as found:
        note(found, (at, key))
        odd[key] = properties[key]
        return UNSET


def leftover(
    properties: dict[str, Any],
    names: frozenset[str],
    at: Place,
    odd: dict[str, Any],
    read_extra: Reader[Any] | None = None,
) -> None:
    """Add the properties without a name to the odd ones.

    If the contract says nothing of them, each is a surprise; if it says their type, only those of another are.
    """
    for key in properties.keys() - names:
        odd[key] = properties[key]
        try:
            if read_extra is None:
                raise surprise("Unknown property", (at, key))
            read_extra(properties[key], (at, key))
        except MalformedResponse as found:
            note(found, at)


# ---- reading: values ----


def mismatch(value: Any, at: Place) -> MalformedResponse:
    """Return the error for a value of another type than promised."""
    return surprise("Unexpected null" if value is None else "Wrong type", at)


def read_any(value: Any, _: Place) -> Any:
    """Whatever it is."""
    return value


def read_none(value: Any, at: Place) -> None:
    """Null."""
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
    """Read an integer; to JSON 1.0 is one, True is not."""
    if type(value) is int:
        return value
    if type(value) is float and value.is_integer():
        return int(value)
    raise mismatch(value, at)


def read_number(value: Any, at: Place) -> float:
    """Read a number; True is none."""
    if type(value) is float or type(value) is int:
        return value
    raise mismatch(value, at)


class WrittenDateTime(datetime.datetime):
    """A point in time that came, and goes back as it was written: `Z` or `+00:00`, with as many digits."""

    written: str | None = None

    @classmethod
    def of(cls, text: str) -> Self:
        """Read it, and keeps how it is written."""
        found = cls.fromisoformat(text.upper())
        found.written = text
        return found

    def __reduce_ex__(self, protocol: SupportsIndex) -> str | tuple[Any, ...]:
        return (type(self).of, (self.written,)) if self.written else super().__reduce_ex__(protocol)


class WrittenUuid(UUID):
    """A UUID that came, and goes back as it was written, be it in capitals."""

    written: str

    @classmethod
    def of(cls, text: str) -> Self:
        """Read it, and keeps how it is written."""
        found = cls(text)
        object.__setattr__(found, "written", text)
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).of, (self.written,)


def read_datetime(value: Any, at: Place) -> datetime.datetime:
    """Read a point in time, as RFC 3339 writes it."""
    try:
        return WrittenDateTime.of(read_str(value, at))
    except ValueError:
        raise surprise("No date and time", at) from None


def read_date(value: Any, at: Place) -> datetime.date:
    """Read a day."""
    text = read_str(value, at)
    try:
        found = datetime.date.fromisoformat(text)
    except ValueError:
        raise surprise("No date", at) from None
    if found.isoformat() != text:
        raise surprise("No date", at)
    return found


def read_uuid(value: Any, at: Place) -> UUID:
    """Read a UUID."""
    try:
        return WrittenUuid.of(read_str(value, at))
    except ValueError:
        raise surprise("No UUID", at) from None


def read_file(_: Any, at: Place) -> File:
    """Read a file, which JSON has not."""
    raise surprise("File inside JSON", at)


def const_of(promised: T) -> Reader[T]:
    """Read the one value that is promised."""

    def read(value: Any, at: Place) -> T:
        if value == promised and (type(value) is bool) is (type(promised) is bool):
            return promised
        raise surprise("Another value than promised", at)

    return read


@cache
def enum_of(kind: type[StrEnumT]) -> Reader[StrEnumT | str]:
    """Read a member of an enum. A string that is no member yet stays a string."""

    members: dict[str, StrEnumT] = {member.value: member for member in kind}

    def read(value: Any, at: Place) -> StrEnumT | str:
        member = members.get(read_str(value, at))
        if member is None:
            note(surprise("Unknown value", at), at)
            return read_str(value, at)
        return member

    return read


@cache
def int_enum_of(kind: type[IntEnumT]) -> Reader[IntEnumT | int]:
    """Read a member of an enum. An integer that is no member yet stays an integer."""

    members: dict[int, IntEnumT] = {member.value: member for member in kind}

    def read(value: Any, at: Place) -> IntEnumT | int:
        member = members.get(read_int(value, at))
        if member is None:
            note(surprise("Unknown value", at), at)
            return read_int(value, at)
        return member

    return read


def list_of(read_item: Reader[T]) -> Reader[list[T]]:
    """Read an array."""

    def read(value: Any, at: Place) -> list[T]:
        if value.__class__ is not list:
            raise mismatch(value, at)
        items: list[Any] = value
        # Nobody keeps a place, so that one serves all items: fewer objects are fewer rounds of the garbage collector.
        place: list[Any] = [at, 0]
        found: list[T] = []
        for item in items:
            found.append(read_item(item, place))
            place[1] += 1
        return found

    return read


def map_of(read_value: Reader[T]) -> Reader[dict[str, T]]:
    """Read an object whose keys are free."""

    def read(value: Any, at: Place) -> dict[str, T]:
        if value.__class__ is not dict:
            raise mismatch(value, at)
        items: dict[str, Any] = value
        return {key: read_value(item, (at, key)) for key, item in items.items()}

    return read


def nullable(read_value: Reader[T]) -> Reader[T | None]:
    """Read null, or else a value."""

    def read(value: Any, at: Place) -> T | None:
        return None if value is None else read_value(value, at)

    return read


def first_of(*readers: Reader[Any]) -> Reader[Any]:
    """Read with the reader that has the fewest surprises with a value, for want of anything that tells kinds apart."""

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


def read_value(read: Reader[T], value: Any, drift: Drift) -> T:
    """Read a whole response, the root of all places."""
    try:
        return read(value, drift)
    except RecursionError:
        raise MalformedResponse("Values nested too deep") from None


def read_body(read: Reader[T], body: bytes, drift: Drift) -> T:
    """Read a whole response from its bytes."""
    try:
        value: Any = json.loads(body)
    except RecursionError:
        raise MalformedResponse("Values nested too deep") from None
    except ValueError as error:
        # The error itself holds the body, and with it secrets: only its words go on.
        raise MalformedResponse(f"Invalid JSON ({type(error).__name__})" if body else "Empty body") from None
    return read_value(read, value, drift)


# ---- reading: objects of one kind among several ----


class UnknownVariant:
    """Something of a kind that this version of the client does not know, as it came."""

    __slots__ = ("value",)
    __match_args__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def to_dict(self) -> Any:
        """Return what came."""
        return self.value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, UnknownVariant) and self.value == other.value

    def __repr__(self) -> str:
        return f"UnknownVariant({names_alone(self.value)})"


def read_unknown(value: Any, at: Place) -> UnknownVariant:
    """Whatever it is, for want of a kind that it fits."""
    note(surprise("Unknown kind", at), at)
    return UnknownVariant(value)


def tag_of(value: Any, key: str) -> object:
    """Return the property that says of which kind an object is."""
    if value.__class__ is not dict:
        return None
    properties: dict[str, Any] = value
    return properties.get(key)


def variant(read: Reader[T], value: Any, at: Place) -> T | UnknownVariant:
    """Read an object whose kind is known. One that is broken all the same is treated as an unknown one."""
    try:
        return read(value, at)
    except MalformedResponse as found:
        note(found, at)
        return UnknownVariant(value)


def unknown_variant(value: Any, key: str, at: Place) -> UnknownVariant:
    """Keep an object of an unknown kind."""
    if value.__class__ is not dict:
        note(mismatch(value, at), at)
    elif key not in value:
        note(surprise("Required property missing", (at, key)), (at, key))
    else:
        note(surprise("Unknown kind", (at, key)), (at, key))
    return UnknownVariant(value)


# ---- models ----


class Model:
    """What all models have in common.

    A model is not a mapping and cannot be iterated: `to_dict()` is the JSON object. `model["name"]` and
    `"name" in model` are about the properties that have no attribute.
    """

    __slots__ = ()

    if TYPE_CHECKING:
        additional_properties: dict[str, Any]

    # Without it, __getitem__ would make an object that fails at index 0 when iterated.
    __iter__: ClassVar[None] = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read an object as the API sends it. What is not as promised is logged, and kept as it came."""
        drift = Drift()
        found = read_value(cls.from_json, dict(src_dict), drift)
        drift.log(set())
        return found

    @classmethod
    def from_json(cls, value: Any, at: Place) -> Self:
        """Read a part of a response."""
        raise NotImplementedError

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        raise NotImplementedError

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> Any:
        """Let pydantic, and with it FastAPI, read and write models by `from_dict` and `to_dict`."""
        core_schema: Any = import_module("pydantic_core.core_schema")

        def read(value: Any) -> Model:
            try:
                return value if isinstance(value, cls) else cls.from_dict(value)
            except (MalformedResponse, TypeError) as error:
                raise ValueError(str(error)) from None

        write = core_schema.plain_serializer_function_ser_schema(to_json)
        return core_schema.no_info_plain_validator_function(read, serialization=write)

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: Any, _handler: Any) -> dict[str, Any]:
        return {"title": cls.__name__, "type": "object"}

    @property
    def additional_keys(self) -> list[str]:
        """The names of the properties that have no attribute."""
        return list(self.additional_properties)

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: object) -> bool:
        return key in self.additional_properties


def masked(value: object) -> str:
    """Stands in a repr for a secret."""
    return repr(value) if isinstance(value, Unset) else "***"


def names_alone(value: Any) -> str:
    """Stands in a repr for what nobody described, which may hold secrets too."""
    if value.__class__ is not dict:
        return "..."
    properties: dict[str, Any] = value
    return "{" + ", ".join(f"{name!r}: ..." for name in properties) + "}"


# ---- writing ----


def to_json(value: Any) -> Any:
    """Return a value as JSON knows it: models become objects, enum members their values."""
    if isinstance(value, Model | UnknownVariant):
        return value.to_dict()
    if isinstance(value, Enum):
        return value.value
    if value.__class__ in (list, tuple):
        items: Sequence[Any] = value
        return [to_json(item) for item in items]
    if value.__class__ is dict:
        properties: dict[str, Any] = value
        return {key: to_json(item) for key, item in properties.items()}
    if isinstance(value, WrittenDateTime | WrittenUuid) and value.written:
        return value.written
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return value


def to_content(body: Any) -> bytes:
    """Return the bytes of a JSON body."""
    try:
        return json.dumps(to_json(body), separators=(",", ":"), allow_nan=False).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidRequest(f"The request's body is not JSON: {error}") from error


def to_params(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters of a query. What is unset or None is left out; an object is one parameter a property."""
    params: dict[str, Any] = {}
    for name, value in parameters.items():
        if isinstance(value, Unset):
            continue
        written = to_json(value)
        if written.__class__ is dict:
            properties: dict[str, Any] = written
            params.update(properties)
        elif written is not None:
            params[name] = written
    return params


def to_texts(parameters: Mapping[str, Any]) -> dict[str, str]:
    """Headers or cookies: what is unset or None is left out."""
    return {name: to_text(value) for name, value in to_params(parameters).items()}


def to_multipart(body: dict[str, Any]) -> RequestFiles:
    """Return the parts of a multipart body, one for each property, or for each item of an array."""
    parts: RequestFiles = []
    for name, value in body.items():
        items: list[Any] = value if value.__class__ is list else [value]
        for item in items:
            if isinstance(item, File):
                parts.append((name, item.to_tuple()))
            elif isinstance(item, dict):
                parts.append((name, (None, json.dumps(item).encode(), "application/json")))
            else:
                parts.append((name, (None, to_text(item).encode(), "text/plain")))
    return parts


def to_text(value: Any) -> str:
    """Return a value where there is only text, such as in a header; the items of an array stand side by side."""
    written = to_json(value)
    if written.__class__ is list:
        items: list[Any] = written
        return ",".join(map(to_text, items))
    return str(written).lower() if isinstance(written, bool) else str(written)


def in_one(value: Any) -> Any:
    """Return what an array is in a query that has it as one parameter, its items side by side."""
    return to_text(value) if value.__class__ in (list, tuple) else value


def to_segment(value: Any) -> str:
    """Return a value as one segment of a path. What would make another path of it is refused."""
    text = to_text(value)
    if text in ("", ".", ".."):
        raise InvalidRequest(f"{text!r} cannot stand in a path")
    try:
        return quote(text, safe="")
    except UnicodeError as error:
        raise InvalidRequest("The text cannot stand in a path: it is no Unicode") from error


def deprecated(message: str) -> None:
    """Warn whoever called the function of an operation."""
    # The frames between are this one's, that of _get_kwargs, and the operation's function.
    warnings.warn(message, DeprecationWarning, stacklevel=4)


# ---- files and responses ----

FileContent: TypeAlias = IO[bytes] | bytes | str
FileTypes: TypeAlias = tuple[str | None, FileContent, str | None]
RequestFiles: TypeAlias = list[tuple[str, FileTypes]]


class File:
    """A file to send, or one that came."""

    __slots__ = ("file_name", "mime_type", "payload")

    def __init__(self, payload: BinaryIO, file_name: str | None = None, mime_type: str | None = None) -> None:
        self.payload = payload
        self.file_name = file_name
        self.mime_type = mime_type

    def to_tuple(self) -> FileTypes:
        """Return the file as httpx takes it."""
        return self.file_name, self.payload, self.mime_type


class Response(Generic[T]):
    """A response with its status."""

    __slots__ = ("attempts", "content", "headers", "parsed", "status_code")

    def __init__(
        self, *, status_code: int, content: bytes, headers: httpx.Headers, parsed: T | None, attempts: int
    ) -> None:
        self.status_code = status_code
        self.content = content
        """The body as it came."""
        self.headers = headers
        self.parsed = parsed
        """The body read; None where there is none, or where an error's body cannot be read."""
        self.attempts = attempts
        """How many times the request went out."""

    def __repr__(self) -> str:
        return f"Response(status_code={self.status_code}, parsed={self.parsed!r}, attempts={self.attempts})"


__all__ = ["UNSET", "File", "FileTypes", "RequestFiles", "Response", "UnknownVariant", "Unset"]
