from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="KnowledgeBaseConfig")


@_attrs_define
class KnowledgeBaseConfig:
    """How passages are picked from knowledge bases."""

    top_k: int | Unset = UNSET
    """ How many passages to pick at the most. """
    filter_score: float | Unset = UNSET
    """ How similar a passage must be to be picked. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        top_k = self.top_k

        filter_score = self.filter_score

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if top_k is not UNSET:
            field_dict["top_k"] = top_k
        if filter_score is not UNSET:
            field_dict["filter_score"] = filter_score

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        top_k = d.pop("top_k", UNSET)

        filter_score = d.pop("filter_score", UNSET)

        knowledge_base_config = cls(
            top_k=top_k,
            filter_score=filter_score,
        )

        knowledge_base_config.additional_properties = d
        return knowledge_base_config

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
