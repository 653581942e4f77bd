from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from ..types import (
    const_of,
    leftover,
    list_of,
    mismatch,
    need,
    read_bool,
    read_str,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class StringAnalysisField(Model):
    """Asks for a text.

    Args:
        type_: Always `string`.
        name: Name of the answer in `custom_analysis_data`.
        description: Description of the data to extract.
        examples: Answers of the wanted form.
        conditional_prompt: When to look for it, in words; without it always.
        required: If true, a call without it counts as failed.

    """

    _NAMES: ClassVar = frozenset({"type", "name", "description", "examples", "conditional_prompt", "required"})

    type_: Literal["string"] = "string"
    """Always `string`."""
    name: str
    """Name of the answer in `custom_analysis_data`."""
    description: str
    """Description of the data to extract."""
    examples: list[str] | Unset = UNSET
    """Answers of the wanted form."""
    conditional_prompt: str | Unset = UNSET
    """When to look for it, in words; without it always."""
    required: bool | Unset = UNSET
    """If true, a call without it counts as failed."""
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
        known = 3
        got = properties.get("type", ABSENT)
        model.type_ = need(got, "type", const_of("string"), at)
        got = properties.get("name", ABSENT)
        model.name = got if got.__class__ is str else need(got, "name", read_str, at)
        got = properties.get("description", ABSENT)
        model.description = got if got.__class__ is str else need(got, "description", read_str, at)
        got = properties.get("examples", ABSENT)
        if got is UNSET:
            model.examples = UNSET
        else:
            known += 1
            model.examples = take(got, "examples", list_of(read_str), at, model)
        got = properties.get("conditional_prompt", ABSENT)
        if got is UNSET:
            model.conditional_prompt = UNSET
        else:
            known += 1
            model.conditional_prompt = (
                got if got.__class__ is str else take(got, "conditional_prompt", read_str, at, model)
            )
        got = properties.get("required", ABSENT)
        if got is UNSET:
            model.required = UNSET
        else:
            known += 1
            model.required = got if got.__class__ is bool else take(got, "required", read_bool, at, model)
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "type": self.type_,
            "name": self.name,
            "description": self.description,
        }
        if self.examples is not UNSET:
            body["examples"] = self.examples
        if self.conditional_prompt is not UNSET:
            body["conditional_prompt"] = self.conditional_prompt
        if self.required is not UNSET:
            body["required"] = self.required
        return body
