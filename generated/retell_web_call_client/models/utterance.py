from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.utterance_role import UtteranceRole

if TYPE_CHECKING:
    from ..models.word import Word


T = TypeVar("T", bound="Utterance")


@_attrs_define
class Utterance:
    """Something somebody said."""

    role: UtteranceRole
    """ Somebody who speaks in a call. """
    content: str
    """ What was said. """
    words: list[Word]
    """ The words with their times. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        role = self.role.value

        content = self.content

        words = []
        for words_item_data in self.words:
            words_item = words_item_data.to_dict()
            words.append(words_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "role": role,
                "content": content,
                "words": words,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.word import Word  # noqa: PLC0415

        d = dict(src_dict)
        role = UtteranceRole(d.pop("role"))

        content = d.pop("content")

        words = []
        _words = d.pop("words")
        for words_item_data in _words:
            words_item = Word.from_dict(words_item_data)

            words.append(words_item)

        utterance = cls(
            role=role,
            content=content,
            words=words,
        )

        utterance.additional_properties = d
        return utterance

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
