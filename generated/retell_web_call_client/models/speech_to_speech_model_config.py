from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field
from attrs.setters import NO_OP as _as_given

from .. import models as _models
from .._drift import ABSENT, UNSET, Place, Reader, Unset
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from .._writing import from_dicts, to_json
from ..types import (
    const_of,
    leftover,
    mismatch,
    read_number,
    take,
)


def _primary_of(
    value: _models.PrimarySpeechToSpeechModel | _models.PrimarySpeechToSpeechModelDict | Unset,
) -> _models.PrimarySpeechToSpeechModel | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "primary", lambda: _models.PrimarySpeechToSpeechModel.from_json)


@_attrs_define(kw_only=True, repr=False, on_setattr=_as_given)
class SpeechToSpeechModelConfig(Model):
    """A model that listens and speaks without text in between.

    Args:
        type_: Always `s2s`.
        primary: The model.
        temperature: Variation of the model's replies. 0 to 1.

    """

    _NAMES: ClassVar = frozenset({"type", "primary", "temperature"})

    type_: Literal["s2s"] | Unset = UNSET
    """Always `s2s`."""
    primary: _models.PrimarySpeechToSpeechModel | Unset = _attrs_field(default=UNSET, converter=_primary_of)
    """The model."""
    temperature: float | Unset = UNSET
    """Variation of the model's replies. 0 to 1."""
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
        only_type_: Reader[Literal["s2s"]] = const_of("s2s")
        got = properties.get("type", ABSENT)
        if got is UNSET:
            model.type_ = UNSET
        else:
            known += 1
            model.type_ = take(got, "type", only_type_, at, model)
        got = properties.get("primary", ABSENT)
        if got is UNSET:
            model.primary = UNSET
        else:
            known += 1
            model.primary = take(got, "primary", _models.PrimarySpeechToSpeechModel.from_json, at, model)
        got = properties.get("temperature", ABSENT)
        if got is UNSET:
            model.temperature = UNSET
        else:
            known += 1
            model.temperature = (
                got
                if got.__class__ is float or got.__class__ is int
                else take(got, "temperature", read_number, at, model)
            )
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
        if self.primary is not UNSET:
            body["primary"] = to_json(self.primary)
        if self.temperature is not UNSET:
            body["temperature"] = self.temperature
        return body
