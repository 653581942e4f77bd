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
    Reader,
    Unset,
    const_of,
    leftover,
    mismatch,
    read_number,
    take,
    to_json,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class SpeechToSpeechModelConfig(Model):
    """A model that listens and speaks without text in between."""

    _NAMES: ClassVar = frozenset({"type", "primary", "temperature"})

    type_: Literal["s2s"] | Unset = UNSET
    """Always `s2s`."""
    primary: _models.PrimarySpeechToSpeechModel | Unset = UNSET
    """The model."""
    temperature: float | Unset = UNSET
    """How much the model's replies vary. 0 to 1."""
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
        only_type_: Reader[Literal["s2s"]] = const_of("s2s")
        model.type_ = take(properties, "type", only_type_, at, odd) if "type" in properties else UNSET
        model.primary = (
            take(properties, "primary", _models.PrimarySpeechToSpeechModel.from_json, at, odd)
            if "primary" in properties
            else UNSET
        )
        got = properties.get("temperature", ABSENT)
        model.temperature = (
            got
            if got.__class__ is float or got.__class__ is int or got is UNSET
            else take(properties, "temperature", read_number, at, odd)
        )
        if not properties.keys() <= cls._NAMES:
            leftover(properties, cls._NAMES, at, odd)
        model.additional_properties = odd
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
        }
        if self.type_ is not UNSET:
            body["type"] = self.type_
        if self.primary is not UNSET:
            body["primary"] = to_json(self.primary)
        if self.temperature is not UNSET:
            body["temperature"] = self.temperature
        return body
