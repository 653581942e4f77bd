"""The functions that write JSON and the other parts of a request."""

from __future__ import annotations

import datetime
import json
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import IO, Any, BinaryIO, Self, SupportsIndex, TypeAlias, TypeVar
from urllib.parse import quote

from ._drift import Drift, Reader, Unset, read_value
from ._model import AdditionalProperties, Model, UnknownVariant
from .errors import InvalidRequest, MalformedResponse

T = TypeVar("T")

FileContent: TypeAlias = IO[bytes] | bytes | str
FileTypes: TypeAlias = tuple[str | None, FileContent, str | None]
RequestFiles: TypeAlias = list[tuple[str, FileTypes]]


class File:
    """A file that is sent or received."""

    __slots__ = ("file_name", "mime_type", "payload")

    def __init__(self, payload: BinaryIO, file_name: str | None = None, mime_type: str | None = None) -> None:
        self.payload = payload
        self.file_name = file_name
        self.mime_type = mime_type

    def to_tuple(self) -> FileTypes:
        """Return the file in the form that httpx expects."""
        return self.file_name, self.payload, self.mime_type


_WRITTEN = (Model, UnknownVariant)  # a tuple, since isinstance takes twice as long with a union


class WrittenDateTime(datetime.datetime):
    """A date and time that was received, and is sent back as it was written: `Z` or `+00:00`, with as many digits."""

    written: str | None = None

    @classmethod
    def of(cls, text: str) -> Self:
        """Parse a text, and keep its spelling."""
        found = cls.fromisoformat(text.upper())
        found.written = text
        return found

    def __reduce_ex__(self, protocol: SupportsIndex) -> str | tuple[Any, ...]:
        return (type(self).of, (self.written,)) if self.written else super().__reduce_ex__(protocol)


def to_json(value: Any) -> Any:
    """Return a value as JSON: models become objects, enum members their values."""
    if isinstance(value, _WRITTEN):
        return value.to_dict()
    if isinstance(value, Enum):
        return value.value
    if value.__class__ in (list, tuple):
        items: Sequence[Any] = value
        return [to_json(item) for item in items]
    if value.__class__ in (dict, AdditionalProperties):
        properties: dict[str, Any] = value
        return {key: to_json(item) for key, item in properties.items()}
    if isinstance(value, WrittenDateTime) and value.written:
        return value.written
    if isinstance(value, datetime.date):
        return value.isoformat()
    if (uuid := sys.modules.get("uuid")) and isinstance(value, uuid.UUID):
        return getattr(value, "written", None) or str(value)
    return value


def from_dicts(value: Any, name: str, reader: Callable[[], Reader[T]]) -> T:
    """Return an argument with models in place of its dicts.

    Properties that the contract does not describe are logged, and sent unchanged.

    Args:
        value: The argument.
        name: The name of the argument.
        reader: Returns the reader of the argument; called only if there is a dict.
    """
    if not _has_dict(value):
        return value  # type: ignore[no-any-return]  # a model, which the user's type checker has checked
    drift = Drift()
    found = read_value(reader(), to_json(value), drift)
    del value  # an error's traceback shows the locals of this frame
    if isinstance(found, MalformedResponse):
        raise InvalidRequest(f"{found.described} in the dict given for {name}")
    drift.log(reader, f"the dict given for {name}")
    return found


def _has_dict(value: Any) -> bool:
    kind = value.__class__
    return kind is dict or (kind in (list, tuple) and any(map(_has_dict, value)))


def without_variants(items: list[Any] | Unset) -> list[Any] | Unset:
    """Return an array of JSON values, with the raw value of each item that could not be read."""
    if isinstance(items, Unset):
        return items
    return [item.value if isinstance(item, UnknownVariant) else item for item in items]


_encode = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode  # made once: `json.dumps` makes one a call


def to_content(body: Any) -> bytes:
    """Return the bytes of a JSON body."""
    try:
        return _encode(to_json(body)).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidRequest(f"The request's body is not JSON: {error}") from error


def to_params(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters of a query string, without unset ones and None. An object has one for each property."""
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
    """Return headers or cookies, without unset ones and None."""
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
    """Return a value as text, for instance for a header; the items of an array are separated by commas."""
    written = to_json(value)
    if written.__class__ is list:
        items: list[Any] = written
        return ",".join(map(to_text, items))
    return str(written).lower() if isinstance(written, bool) else str(written)


def in_one(value: Any) -> Any:
    """Return an array as one parameter of a query string, its items separated by commas."""
    return to_text(value) if value.__class__ in (list, tuple) else value


def to_segment(value: Any) -> str:
    """Return a value as one segment of a path. Raise if it would change the path."""
    text = to_text(value)
    if text in ("", ".", ".."):
        raise InvalidRequest(f"{text!r} cannot stand in a path")
    try:
        return quote(text, safe="")
    except UnicodeError as error:
        raise InvalidRequest("The text cannot stand in a path: it is not valid Unicode") from error


def deprecated(message: str) -> None:
    """Warn the caller of an operation's function that it is deprecated."""
    # The frames between are this one, that of _get_kwargs, and that of the operation's function.
    warnings.warn(message, DeprecationWarning, stacklevel=4)
