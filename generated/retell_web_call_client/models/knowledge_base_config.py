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
    read_int,
    read_number,
    take,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class KnowledgeBaseConfig(Model):
    """How passages are picked from knowledge bases."""

    _NAMES: ClassVar = frozenset({"top_k", "filter_score"})

    top_k: int | Unset = UNSET
    """How many passages to pick at the most."""
    filter_score: float | Unset = UNSET
    """How similar a passage must be to be picked."""
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
        got = properties.get("top_k", ABSENT)
        model.top_k = got if got.__class__ is int or got is UNSET else take(properties, "top_k", read_int, at, odd)
        got = properties.get("filter_score", ABSENT)
        model.filter_score = (
            got
            if got.__class__ is float or got.__class__ is int or got is UNSET
            else take(properties, "filter_score", read_number, at, odd)
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
        if self.top_k is not UNSET:
            body["top_k"] = self.top_k
        if self.filter_score is not UNSET:
            body["filter_score"] = self.filter_score
        return body
