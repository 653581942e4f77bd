from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from ..types import (
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


@_attrs_define(kw_only=True, repr=False)
class ToolParameters(Model):
    """A JSON Schema of an object.

    Args:
        type_: Always `object`.
        properties: A schema for each parameter.
        required: The parameters that must be there.
        field_additional_properties: If true, there may be others.

    """

    _NAMES: ClassVar = frozenset({"type", "properties", "required", "additionalProperties"})

    type_: Literal["object"] = "object"
    """Always `object`."""
    properties: _models.ToolParameterSchemas
    """A schema for each parameter."""
    required: list[str] | Unset = UNSET
    """The parameters that must be there."""
    field_additional_properties: bool | Unset = UNSET
    """If true, there may be others."""
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
        model.type_ = need(got, "type", const_of("object"), at)
        got = properties.get("properties", ABSENT)
        model.properties = got.copy() if got.__class__ is dict else need(got, "properties", map_of(read_any), at)
        got = properties.get("required", ABSENT)
        if got is UNSET:
            model.required = UNSET
        else:
            known += 1
            model.required = take(got, "required", list_of(read_str), at, model)
        got = properties.get("additionalProperties", ABSENT)
        if got is UNSET:
            model.field_additional_properties = UNSET
        else:
            known += 1
            model.field_additional_properties = (
                got if got.__class__ is bool else take(got, "additionalProperties", read_bool, at, model)
            )
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "type": self.type_,
            "properties": self.properties,
        }
        if self.required is not UNSET:
            body["required"] = self.required
        if self.field_additional_properties is not UNSET:
            body["additionalProperties"] = self.field_additional_properties
        return body
