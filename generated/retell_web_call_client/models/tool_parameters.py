from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import (
    ABSENT,
    UNSET,
    Model,
    Place,
    Unset,
    const_of,
    leftover,
    list_of,
    map_of,
    mismatch,
    need,
    read_any,
    read_bool,
    read_str,
    take,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class ToolParameters(Model):
    """A JSON Schema of an object."""

    _NAMES: ClassVar = frozenset({"type", "properties", "required", "additionalProperties"})

    type_: Literal["object"] = "object"
    """Always `object`."""
    properties: _models.ToolParameterSchemas
    """A schema for each parameter."""
    required: list[str] | Unset = UNSET
    """The parameters that must be there."""
    field_additional_properties: bool | Unset = UNSET
    """Whether there may be others."""
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
        model.type_ = need(properties, "type", const_of("object"), at)
        model.properties = need(properties, "properties", map_of(read_any), at)
        model.required = take(properties, "required", list_of(read_str), at, odd) if "required" in properties else UNSET
        got = properties.get("additionalProperties", ABSENT)
        model.field_additional_properties = (
            got
            if got.__class__ is bool or got is UNSET
            else take(properties, "additionalProperties", read_bool, at, odd)
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
            "properties": self.properties,
        }
        if self.required is not UNSET:
            body["required"] = self.required
        if self.field_additional_properties is not UNSET:
            body["additionalProperties"] = self.field_additional_properties
        return body
