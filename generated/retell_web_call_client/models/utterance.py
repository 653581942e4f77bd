from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import (
    ABSENT,
    UNSET,
    Model,
    Place,
    Unset,
    enum_of,
    leftover,
    list_of,
    mismatch,
    need,
    read_str,
    take,
    to_json,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class Utterance(Model):
    """Something somebody said."""

    _NAMES: ClassVar = frozenset({"role", "content", "words", "metadata"})

    role: _models.UtteranceRole | str
    """Who said it."""
    content: str
    """What was said."""
    words: list[_models.Word]
    """The words with their times."""
    metadata: _models.TranscriptMetadata | Unset = UNSET
    """How it came about."""
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
        model.role = need(properties, "role", enum_of(_models.UtteranceRole), at)
        got = properties.get("content", ABSENT)
        model.content = got if got.__class__ is str else need(properties, "content", read_str, at)
        model.words = need(properties, "words", list_of(_models.Word.from_json), at)
        model.metadata = (
            take(properties, "metadata", _models.TranscriptMetadata.from_json, at, odd)
            if "metadata" in properties
            else UNSET
        )
        if not properties.keys() <= cls._NAMES:
            leftover(properties, cls._NAMES, at, odd)
        model.additional_properties = odd
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
            "role": to_json(self.role),
            "content": self.content,
            "words": to_json(self.words),
        }
        if self.metadata is not UNSET:
            body["metadata"] = to_json(self.metadata)
        return body
