from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .._drift import ABSENT, Place
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from ..types import (
    const_of,
    leftover,
    mismatch,
    need,
    read_str,
)


@_attrs_define(kw_only=True, repr=False)
class VoicemailPrompt(Model):
    """Leave a message made up from a prompt.

    Args:
        type_: Always `prompt`.
        text: The prompt.

    """

    _NAMES: ClassVar = frozenset({"type", "text"})

    type_: Literal["prompt"] = "prompt"
    """Always `prompt`."""
    text: str
    """The prompt."""
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
        known = 2
        got = properties.get("type", ABSENT)
        model.type_ = need(got, "type", const_of("prompt"), at)
        got = properties.get("text", ABSENT)
        model.text = got if got.__class__ is str else need(got, "text", read_str, at)
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "type": self.type_,
            "text": self.text,
        }
        return body
