from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    ABSENT,
    UNSET,
    Model,
    Place,
    Unset,
    const_of,
    leftover,
    mismatch,
    need,
    read_bool,
    read_str,
    take,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class NumberAnalysisField(Model):
    """Asks for a number."""

    _NAMES: ClassVar = frozenset({"type", "name", "description", "conditional_prompt", "required"})

    type_: Literal["number"] = "number"
    """Always `number`."""
    name: str
    """Name of the answer in `custom_analysis_data`."""
    description: str
    """What to look for, in words."""
    conditional_prompt: str | Unset = UNSET
    """When to look for it, in words; without it always."""
    required: bool | Unset = UNSET
    """Whether a call without it counts as failed."""
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
        model.type_ = need(properties, "type", const_of("number"), at)
        got = properties.get("name", ABSENT)
        model.name = got if got.__class__ is str else need(properties, "name", read_str, at)
        got = properties.get("description", ABSENT)
        model.description = got if got.__class__ is str else need(properties, "description", read_str, at)
        got = properties.get("conditional_prompt", ABSENT)
        model.conditional_prompt = (
            got if got.__class__ is str or got is UNSET else take(properties, "conditional_prompt", read_str, at, odd)
        )
        got = properties.get("required", ABSENT)
        model.required = (
            got if got.__class__ is bool or got is UNSET else take(properties, "required", read_bool, at, odd)
        )
        if not properties.keys() <= cls._NAMES:
            leftover(properties, cls._NAMES, at, odd)
        model.additional_properties = odd
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
            "type": self.type_,
            "name": self.name,
            "description": self.description,
        }
        if self.conditional_prompt is not UNSET:
            body["conditional_prompt"] = self.conditional_prompt
        if self.required is not UNSET:
            body["required"] = self.required
        return body
