from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import (
    ABSENT,
    Model,
    Place,
    enum_of,
    leftover,
    mismatch,
    need,
    read_str,
    to_json,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class Pronunciation(Model):
    """How to say one word."""

    _NAMES: ClassVar = frozenset({"word", "alphabet", "phoneme"})

    word: str
    """The word as it is written."""
    alphabet: _models.PronunciationAlphabet | str
    """The phonetic alphabet of `phoneme`."""
    phoneme: str
    """How the word is said."""
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
        model.word = got if got.__class__ is str else need(properties, "word", read_str, at)
        model.alphabet = need(properties, "alphabet", enum_of(_models.PronunciationAlphabet), at)
        got = properties.get("phoneme", ABSENT)
        model.phoneme = got if got.__class__ is str else need(properties, "phoneme", read_str, at)
        if not properties.keys() <= cls._NAMES:
            leftover(properties, cls._NAMES, at, odd)
        model.additional_properties = odd
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
            "word": self.word,
            "alphabet": to_json(self.alphabet),
            "phoneme": self.phoneme,
        }
        return body
