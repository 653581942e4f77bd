"""A contract as written, valid or not: its values, their lines and its references."""

from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from attrs import field, frozen

from openapi_contract.bundle import ReadFile, bundle, put_examples_in_place, steps
from openapi_contract.grammar import Node, Pointer, nodes
from openapi_contract.json_data import JsonObject
from openapi_contract.yaml12 import NotReadable, Text, garbage_kept

MOST_BYTES = 20_000_000
VERSIONS = ("3.0.", "3.1.", "3.2.")


class Unreadable(ValueError):
    """A file cannot be used as a contract; the text names it and gives the reason in one line."""


@frozen(eq=False)
class RawDocument:
    """An OpenAPI document as written, with the parts of other files inlined."""

    name: str
    """The name that the user gave, for messages."""
    root: JsonObject = field(repr=False)
    text: Text | None = field(default=None, repr=False)
    """The source text; None for a document made in memory."""
    _located: dict[str, tuple[Pointer, Any]] = field(factory=dict, init=False, repr=False)
    """The cached results of `locate`."""

    @property
    def version(self) -> Any:
        """The contract's `info.version`, of any type."""
        return self.root["info"].get("version")

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """The objects of the document, in pre-order."""
        return tuple(nodes(self.root))

    def line(self, pointer: Pointer) -> int:
        """Return the line of a value, or of the nearest containing value in the file."""
        return 1 if self.text is None else self.text.line(pointer)

    def at(self, pointer: Pointer) -> Any:
        """Return the value at a place. Raises `LookupError` if there is none."""
        value: Any = self.root
        for step in pointer:
            value = value[step]
        return value

    def locate(self, reference: str) -> tuple[Pointer, Any]:
        """Return the place to which a `$ref` leads in one step, and its value. Raises `LookupError`."""
        if reference not in self._located:
            self._located[reference] = self._find(reference)
        return self._located[reference]

    def _find(self, reference: str) -> tuple[Pointer, Any]:
        place: list[str | int] = []
        value: Any = self.root if reference == "#" or reference.startswith("#/") else None
        for step in steps(reference):
            if isinstance(value, list) and step.isdigit() and int(step) < len(value):
                place.append(int(step))
            elif isinstance(value, dict) and step in value:
                place.append(step)
            else:
                raise LookupError(reference)
            value = value[place[-1]]
        if value is None:
            raise LookupError(reference)
        return tuple(place), value

    def target(self, reference: object) -> Any:
        """Return the target of a `$ref`; None if there is none."""
        try:
            return self.locate(reference)[1] if isinstance(reference, str) else None
        except LookupError:
            return None

    def resolve(self, value: Any) -> JsonObject:
        """Return an object, or the final target of its `$ref`. Raises `Unreadable` if it leads nowhere."""
        seen = set()
        while isinstance(value, dict) and isinstance(value.get("$ref"), str):
            reference = value["$ref"]
            value = self.target(reference)
            if reference in seen or not isinstance(value, dict):
                raise Unreadable(f"{self.name} refers to {reference}, which leads nowhere")
            seen.add(reference)
        return value if isinstance(value, dict) else {}


def read(file: Path, *, examples: bool = True) -> RawDocument:
    """Read a contract, which must be OpenAPI 3. An unchanged file is read once. Raises `Unreadable`.

    Args:
        examples: True to read examples in files of their own.
    """
    try:
        state = file.stat()
    except OSError as error:
        raise Unreadable(_trouble(str(file), error)) from None
    return _read(file, state.st_mtime_ns, state.st_size, examples)


@lru_cache(maxsize=16)
def _read(file: Path, _changed: int, _size: int, examples: bool) -> RawDocument:
    def read_file(relative: str) -> bytes:
        try:
            return read_bytes(file.parent / relative)
        except Unreadable as error:
            raise NotReadable(f"refers to {relative}: {error}") from None

    return parse(read_bytes(file), str(file), read_file, examples=examples)


@garbage_kept()
def parse(data: bytes, name: str, read_file: ReadFile, *, examples: bool = True) -> RawDocument:
    """Parse a contract with this name, and a function that reads other files. Raises `Unreadable`.

    Args:
        examples: True to read examples in files of their own.
    """
    try:
        text = Text(data)
        root = text.value
        if not isinstance(root, dict):
            raise NotReadable("is not OpenAPI: it is not a mapping")
        if "openapi" not in root:
            reason = f"it says swagger: {root['swagger']}" if "swagger" in root else "it does not say `openapi:`"
            raise NotReadable(f"is not OpenAPI 3: {reason}")
        if not isinstance(root["openapi"], str) or not root["openapi"].startswith(VERSIONS):
            raise NotReadable(f"is not OpenAPI 3.0, 3.1 or 3.2: it says openapi: {root['openapi']}")
        if not isinstance(root.get("info"), dict):
            raise NotReadable("is not OpenAPI: it has no info")
        bundle(root, read_file)
        if examples:
            put_examples_in_place(root, read_file)
    except NotReadable as error:
        raise Unreadable(f"{name} {error}") from None
    except RecursionError:
        raise Unreadable(f"{name} nests too deep") from None
    return RawDocument(name, root, text)


def as_pointer(keys: Iterable[str | int]) -> str:
    """Return the keys as a JSON pointer in a URI, such as `#/paths/~1calls/get`."""
    return f"#{pointer(keys)}"


def pointer(keys: Iterable[str | int]) -> str:
    """Return the keys as a JSON pointer (RFC 6901)."""
    return "".join(f"/{str(key).replace('~', '~0').replace('/', '~1')}" for key in keys)


def read_text(file: Path) -> str:
    """Read a text file, with its line ends unchanged. Raises `Unreadable`."""
    try:
        return read_bytes(file).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{file} is not UTF-8, at byte {error.start}") from None


def read_bytes(file: Path, name: str = "") -> bytes:
    """Read a file of at most MOST_BYTES. Raises `Unreadable`, with its name for messages if it is not the path."""
    name = name or str(file)
    try:
        if file.stat().st_size > MOST_BYTES:
            raise Unreadable(f"{name} is too large for a contract")
        return file.read_bytes()
    except OSError as error:
        raise Unreadable(_trouble(name, error)) from None


def _trouble(name: str, error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return f"there is no file {name}"
        case IsADirectoryError():
            return f"{name} is a folder; name the contract in it"
    return f"{name} cannot be read: {error.strerror}"
