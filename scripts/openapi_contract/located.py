"""A value of a contract together with its place, which the comparison of two contracts names in what it reports."""

from typing import Any, Final, Literal

from attrs import frozen

from openapi_contract.grammar import Pointer
from openapi_contract.json_data import JsonObject
from openapi_contract.raw_document import RawDocument, Unreadable, pointer

Side = Literal["base", "revision"]
"""The two sides of a comparison; a contract alone is the base."""

MOST_REFERENCES: Final = 100
"""Longer chains of references go round in circles."""


@frozen(eq=False)
class Located:
    """A value of a contract and where it stands; the value is None if there is nothing."""

    document: RawDocument
    side: Side
    at: Pointer
    value: Any

    def child(self, *keys: str | int) -> "Located":
        """Return what stands below; nothing stands below what is no mapping."""
        value = self.value
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        return Located(self.document, self.side, self.at + keys, value)

    def item(self, index: int) -> "Located":
        """Return an item of a list."""
        return Located(self.document, self.side, (*self.at, index), self.value[index])

    def items(self) -> list["Located"]:
        """Return the items of a list; nothing has none. Raises `Unreadable` if it is no list."""
        if self.value is not None and not isinstance(self.value, list):
            raise self.wrong("a list")
        return [self.item(index) for index in range(len(self.value or ()))]

    def children(self, *, extensible: bool = False) -> dict[str, "Located"]:
        """Return what a mapping holds, by name; if it is extensible, without its `x-` keys."""
        names = [name for name in self.mapping if not (extensible and name.startswith("x-"))]
        return {name: self.child(name) for name in names}

    @property
    def mapping(self) -> JsonObject:
        """The value as a mapping, empty if there is nothing. Raises `Unreadable` if it is anything else."""
        if self.value is not None and not isinstance(self.value, dict):
            raise self.wrong("a mapping")
        return self.value or {}

    @property
    def reference(self) -> str | None:
        """Target, if it is a reference."""
        if not isinstance(self.value, dict) or "$ref" not in self.value:
            return None
        found = self.value["$ref"]
        return found if isinstance(found, str) else None

    @property
    def exists(self) -> bool:
        """True if the place exists."""
        return self.value is not None

    def __contains__(self, key: str) -> bool:
        return isinstance(self.value, dict) and key in self.value

    def is_true(self, key: str) -> bool:
        """Return whether a keyword is `true`."""
        return isinstance(self.value, dict) and self.value.get(key) is True

    def is_within(self, other: "Located") -> bool:
        """Return whether it stands below another, or is it."""
        return self.side == other.side and self.at[: len(other.at)] == other.at

    def target(self, reference: str) -> "Located":
        """Return what a reference leads to, one step far. Raises `Unreadable` if that is nothing."""
        try:
            return Located(self.document, self.side, *self.document.locate(reference))
        except LookupError:
            where = reference.removeprefix("#")
            raise Unreadable(f"{self.document.name} refers to {where}, which does not exist") from None

    def resolved(self) -> "Located":
        """Return what it refers to in the end, itself if it is no reference. Raises `Unreadable`."""
        part = self
        for _ in range(MOST_REFERENCES):
            if part.reference is None:
                return part
            part = part.target(part.reference)
        raise Unreadable(f"{self.document.name} is not OpenAPI: {pointer(part.at)} refers to itself")

    def wrong(self, expected: str) -> Unreadable:
        """Return the error that says that it is something else than expected."""
        return Unreadable(f"{self.document.name} is not OpenAPI: {pointer(self.at)} is not {expected}")


def strings(value: Any) -> list[str]:
    """Return the strings of a list, or a string as a list of one."""
    if isinstance(value, str):
        return [value]
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
