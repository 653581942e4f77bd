from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.pronunciation_alphabet import PronunciationAlphabet

T = TypeVar("T", bound="Pronunciation")


@_attrs_define
class Pronunciation:
    """How to say one word."""

    word: str
    """ The word as it is written. """
    alphabet: PronunciationAlphabet
    """ A phonetic alphabet. """
    phoneme: str
    """ How the word is said. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        word = self.word

        alphabet = self.alphabet.value

        phoneme = self.phoneme

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "word": word,
                "alphabet": alphabet,
                "phoneme": phoneme,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        word = d.pop("word")

        alphabet = PronunciationAlphabet(d.pop("alphabet"))

        phoneme = d.pop("phoneme")

        pronunciation = cls(
            word=word,
            alphabet=alphabet,
            phoneme=phoneme,
        )

        pronunciation.additional_properties = d
        return pronunciation

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
