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
class KnowledgeBaseConfig(Model):
    """How passages are picked from knowledge bases."""

    _NAMES: ClassVar = frozenset(
        {
            "top_k",
            "filter_score",
        }
    )

    top_k: int | Unset = UNSET
    """How many passages to pick at the most."""
    filter_score: float | Unset = UNSET
    """How similar a passage must be to be picked."""
    additional_properties: dict[str, Any] = _attrs_field(factory=dict, repr=_names_alone)
    """What has no attribute: properties that the contract does not know, and those that came in another shape."""

    @classmethod
    def from_json(cls, value: Any, at: Place) -> Self:
        """Read a part of a response."""
        rest = open_object(value, at)
        # Not by __init__: its many keywords would take as long as all the rest.
        model = cls.__new__(cls)
        model.top_k = take_plain(rest, "top_k", int, at)
        model.filter_score = take_plain(rest, "filter_score", float, at)
        model.additional_properties = leftover(rest, cls._NAMES, at)
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
