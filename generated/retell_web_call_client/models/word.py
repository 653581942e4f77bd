from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from ..types import (
    leftover,
    mismatch,
    read_number,
    read_str,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class Word(Model):
    """A word that was said.

    Args:
        word: The word.
        start: When it began, in seconds from the start of the call.
        end: When it ended, in seconds from the start of the call.

    """

    _NAMES: ClassVar = frozenset({"word", "start", "end"})

    word: str | Unset = UNSET
    """The word."""
    start: float | Unset = UNSET
    """When it began, in seconds from the start of the call."""
    end: float | Unset = UNSET
    """When it ended, in seconds from the start of the call."""
    additional_properties: dict[str, Any] = _attrs_field(factory=AdditionalProperties, repr=_names_alone)
    """Properties without an attribute: the contract does not describe them, or their values have the wrong type."""

    @classmethod
    def from_json(cls, value: Any, at: Place) -> Self:
        """Read a part of a response."""
        if value.__class__ is not dict:
            raise mismatch(value, at)
        properties: dict[str, Any] = value
        # Neither __init__ nor a function for each plain value: that would double the time of reading.
        model = cls.__new__(cls)
        model._extra = None
        if len(properties) == 3:  # probably all of them
            try:
                got_1 = properties["word"]
                got_2 = properties["start"]
                got_3 = properties["end"]
            except KeyError:
                pass
            else:
                if (
                    (got_1.__class__ is str)
                    and (got_2.__class__ is float or got_2.__class__ is int)
                    and (got_3.__class__ is float or got_3.__class__ is int)
                ):
                    model.word = got_1
                    model.start = got_2
                    model.end = got_3
                    return model
        known = 0
        got = properties.get("word", ABSENT)
        if got is UNSET:
            model.word = UNSET
        else:
            known += 1
            model.word = got if got.__class__ is str else take(got, "word", read_str, at, model)
        got = properties.get("start", ABSENT)
        if got is UNSET:
            model.start = UNSET
        else:
            known += 1
            model.start = (
                got if got.__class__ is float or got.__class__ is int else take(got, "start", read_number, at, model)
            )
        got = properties.get("end", ABSENT)
        if got is UNSET:
            model.end = UNSET
        else:
            known += 1
            model.end = (
                got if got.__class__ is float or got.__class__ is int else take(got, "end", read_number, at, model)
            )
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
        }
        if self.word is not UNSET:
            body["word"] = self.word
        if self.start is not UNSET:
            body["start"] = self.start
        if self.end is not UNSET:
            body["end"] = self.end
        return body
