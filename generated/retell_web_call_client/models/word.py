from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    ABSENT,
    UNSET,
    Model,
    Place,
    Unset,
    leftover,
    mismatch,
    read_number,
    read_str,
    take,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class Word(Model):
    """A word that was said."""

    _NAMES: ClassVar = frozenset({"word", "start", "end"})

    word: str | Unset = UNSET
    """The word."""
    start: float | Unset = UNSET
    """When it began, in seconds from the start of the call."""
    end: float | Unset = UNSET
    """When it ended, in seconds from the start of the call."""
    additional_properties: dict[str, Any] = _attrs_field(factory=dict, repr=_names_alone)
    """What has no attribute: properties that the contract does not know, and those that came in another shape."""

    @classmethod
    def from_json(cls, value: Any, at: Place) -> Self:
        """Read a part of a response."""
        if value.__class__ is not dict:
            raise mismatch(value, at)
        properties: dict[str, Any] = value
        # Not by __init__, nor by a function for each plain value: that would take as long as all the rest.
        model = cls.__new__(cls)
        odd: dict[str, Any] = {}
        got = properties.get("word", ABSENT)
        model.word = got if got.__class__ is str or got is UNSET else take(properties, "word", read_str, at, odd)
        got = properties.get("start", ABSENT)
        model.start = (
            got
            if got.__class__ is float or got.__class__ is int or got is UNSET
            else take(properties, "start", read_number, at, odd)
        )
        got = properties.get("end", ABSENT)
        model.end = (
            got
            if got.__class__ is float or got.__class__ is int or got is UNSET
            else take(properties, "end", read_number, at, odd)
        )
        if not properties.keys() <= cls._NAMES:
            leftover(properties, cls._NAMES, at, odd)
        model.additional_properties = odd
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
        }
        if self.word is not UNSET:
            body["word"] = self.word
        if self.start is not UNSET:
            body["start"] = self.start
        if self.end is not UNSET:
            body["end"] = self.end
        return body
