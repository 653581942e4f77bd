from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    Model,
    Place,
    Unset,
    leftover,
    open_object,
    take_plain,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class Word(Model):
    """A word that was said."""

    _NAMES: ClassVar = frozenset(
        {
            "word",
            "start",
            "end",
        }
    )

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
        rest = open_object(value, at)
        # Not by __init__: its many keywords would take as long as all the rest.
        model = cls.__new__(cls)
        model.word = take_plain(rest, "word", str, at)
        model.start = take_plain(rest, "start", float, at)
        model.end = take_plain(rest, "end", float, at)
        model.additional_properties = leftover(rest, cls._NAMES, at)
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
