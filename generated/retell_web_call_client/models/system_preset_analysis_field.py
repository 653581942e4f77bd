from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from .._writing import to_json
from ..types import (
    const_of,
    enum_of,
    leftover,
    mismatch,
    need,
    read_bool,
    read_str,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class SystemPresetAnalysisField(Model):
    """Changes the question for one of the vendor's own findings.

    Args:
        type_: Always `system-presets`.
        name: Name of the finding.
        description: Description of the data to extract.
        conditional_prompt: When to look for it, in words; without it always.
        required: If true, it must be found; true if it is left out.

    """

    _NAMES: ClassVar = frozenset({"type", "name", "description", "conditional_prompt", "required"})

    type_: Literal["system-presets"] = "system-presets"
    """Always `system-presets`."""
    name: _models.SystemPreset | str
    """Name of the finding."""
    description: str | Unset = UNSET
    """Description of the data to extract."""
    conditional_prompt: str | Unset = UNSET
    """When to look for it, in words; without it always."""
    required: bool | Unset = UNSET
    """If true, it must be found; true if it is left out."""
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
        model.type_ = need(got, "type", const_of("system-presets"), at)
        got = properties.get("name", ABSENT)
        model.name = (
            enum_of(_models.SystemPreset)(got, (at, "name"))
            if got.__class__ is str
            else need(got, "name", enum_of(_models.SystemPreset), at)
        )
        got = properties.get("description", ABSENT)
        if got is UNSET:
            model.description = UNSET
        else:
            known += 1
            model.description = got if got.__class__ is str else take(got, "description", read_str, at, model)
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
            "name": to_json(self.name),
        }
        if self.description is not UNSET:
            body["description"] = self.description
        if self.conditional_prompt is not UNSET:
            body["conditional_prompt"] = self.conditional_prompt
        if self.required is not UNSET:
            body["required"] = self.required
        return body
