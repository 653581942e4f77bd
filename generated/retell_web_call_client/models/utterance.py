from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import (
    Model,
    Place,
    enum_of,
    leftover,
    list_of,
    need,
    open_object,
    read_str,
    to_json,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class Utterance(Model):
    """Something somebody said."""

    _NAMES: ClassVar = frozenset(
        {
            "role",
            "content",
            "words",
        }
    )

    role: _models.UtteranceRole | str
    """Who said it."""
    content: str
    """What was said."""
    words: list[_models.Word]
    """The words with their times."""
    additional_properties: dict[str, Any] = _attrs_field(factory=dict, repr=_names_alone)
    """What has no attribute: properties that the contract does not know, and those that came in another shape."""

    @classmethod
    def from_json(cls, value: Any, at: Place) -> Self:
        """Read a part of a response."""
        rest = open_object(value, at)
        # Not by __init__: its many keywords would take as long as all the rest.
        model = cls.__new__(cls)
        model.role = need(rest, "role", enum_of(_models.UtteranceRole), at)
        model.content = need(rest, "content", read_str, at)
        model.words = need(rest, "words", list_of(_models.Word.from_json), at)
        model.additional_properties = leftover(rest, cls._NAMES, at)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
            "role": to_json(self.role),
            "content": self.content,
            "words": to_json(self.words),
        }
        return body
