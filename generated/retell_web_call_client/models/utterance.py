from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model, UnknownVariant
from .._model import names_alone as _names_alone
from .._writing import to_json
from ..types import (
    enum_of,
    items_of,
    leftover,
    lenient_list_of,
    mismatch,
    need,
    read_str,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class Utterance(Model):
    """Something somebody said.

    Args:
        role: Speaker.
        content: Words that were said.
        words: The words with their times.
        metadata: Origin of the item.

    """

    _NAMES: ClassVar = frozenset({"role", "content", "words", "metadata"})

    role: _models.UtteranceRole | str
    """Speaker."""
    content: str
    """Words that were said."""
    words: list[_models.Word | UnknownVariant]
    """The words with their times."""
    metadata: _models.TranscriptMetadata | Unset = UNSET
    """Origin of the item."""
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
        if len(properties) == 4:  # probably all of them
            try:
                got_1 = properties["role"]
                got_2 = properties["content"]
                got_3 = properties["words"]
                got_4 = properties["metadata"]
            except KeyError:
                pass
            else:
                if (
                    (got_1.__class__ is str)
                    and (got_2.__class__ is str)
                    and (got_3.__class__ is list)
                    and (got_4.__class__ is dict)
                ):
                    model.role = enum_of(_models.UtteranceRole)(got_1, (at, "role"))
                    model.content = got_2
                    model.words = items_of(_models.Word.from_json, got_3, (at, "words"))
                    model.metadata = _models.TranscriptMetadata.from_json(got_4, (at, "metadata"))
                    return model
        known = 3
        got = properties.get("role", ABSENT)
        model.role = (
            enum_of(_models.UtteranceRole)(got, (at, "role"))
            if got.__class__ is str
            else need(got, "role", enum_of(_models.UtteranceRole), at)
        )
        got = properties.get("content", ABSENT)
        model.content = got if got.__class__ is str else need(got, "content", read_str, at)
        got = properties.get("words", ABSENT)
        model.words = (
            items_of(_models.Word.from_json, got, (at, "words"))
            if got.__class__ is list
            else need(got, "words", lenient_list_of(_models.Word.from_json), at)
        )
        got = properties.get("metadata", ABSENT)
        if got is UNSET:
            model.metadata = UNSET
        else:
            known += 1
            model.metadata = (
                _models.TranscriptMetadata.from_json(got, (at, "metadata"))
                if got.__class__ is dict
                else take(got, "metadata", _models.TranscriptMetadata.from_json, at, model)
            )
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "role": to_json(self.role),
            "content": self.content,
            "words": to_json(self.words),
        }
        if self.metadata is not UNSET:
            body["metadata"] = to_json(self.metadata)
        return body
