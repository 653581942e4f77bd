from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from .._drift import ABSENT, Place
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from .._writing import to_json
from ..types import (
    enum_of,
    leftover,
    mismatch,
    need,
    read_str,
)


@_attrs_define(kw_only=True, repr=False)
class Pronunciation(Model):
    """Pronunciation of one word.

    Args:
        word: The word as it is written.
        alphabet: The phonetic alphabet of `phoneme`.
        phoneme: Pronunciation of the word.

    """

    _NAMES: ClassVar = frozenset({"word", "alphabet", "phoneme"})

    word: str
    """The word as it is written."""
    alphabet: _models.PronunciationAlphabet | str
    """The phonetic alphabet of `phoneme`."""
    phoneme: str
    """Pronunciation of the word."""
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
                got_2 = properties["alphabet"]
                got_3 = properties["phoneme"]
            except KeyError:
                pass
            else:
                if (got_1.__class__ is str) and (got_2.__class__ is str) and (got_3.__class__ is str):
                    model.word = got_1
                    model.alphabet = enum_of(_models.PronunciationAlphabet)(got_2, (at, "alphabet"))
                    model.phoneme = got_3
                    return model
        known = 3
        got = properties.get("word", ABSENT)
        model.word = got if got.__class__ is str else need(got, "word", read_str, at)
        got = properties.get("alphabet", ABSENT)
        model.alphabet = (
            enum_of(_models.PronunciationAlphabet)(got, (at, "alphabet"))
            if got.__class__ is str
            else need(got, "alphabet", enum_of(_models.PronunciationAlphabet), at)
        )
        got = properties.get("phoneme", ABSENT)
        model.phoneme = got if got.__class__ is str else need(got, "phoneme", read_str, at)
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "word": self.word,
            "alphabet": to_json(self.alphabet),
            "phoneme": self.phoneme,
        }
        return body
