from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .._drift import ABSENT, UNSET, Place, Reader, Unset
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from ..types import (
    const_of,
    leftover,
    mismatch,
    read_str,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class InferredSms(Model):
    """A text made up from a prompt.

    Args:
        type_: Always `inferred`.
        prompt: The prompt; it may have dynamic variables.

    """

    _NAMES: ClassVar = frozenset({"type", "prompt"})

    type_: Literal["inferred"] | Unset = UNSET
    """Always `inferred`."""
    prompt: str | Unset = UNSET
    """The prompt; it may have dynamic variables."""
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
        known = 0
        only_type_: Reader[Literal["inferred"]] = const_of("inferred")
        got = properties.get("type", ABSENT)
        if got is UNSET:
            model.type_ = UNSET
        else:
            known += 1
            model.type_ = take(got, "type", only_type_, at, model)
        got = properties.get("prompt", ABSENT)
        if got is UNSET:
            model.prompt = UNSET
        else:
            known += 1
            model.prompt = got if got.__class__ is str else take(got, "prompt", read_str, at, model)
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
        }
        if self.type_ is not UNSET:
            body["type"] = self.type_
        if self.prompt is not UNSET:
            body["prompt"] = self.prompt
        return body
