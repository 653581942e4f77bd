from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from .._drift import ABSENT, Place
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from .._writing import to_json
from ..types import (
    enum_of,
    leftover,
    mismatch,
    need,
    read_int,
)


@_attrs_define(kw_only=True, repr=False)
class CustomSttConfig(Model):
    """Provider and settings of transcription.

    Args:
        provider: Provider of transcription.
        endpointing_ms: Pause after which a turn counts as over, in milliseconds. At least 10 with `deepgram`, 500
            with `soniox`, 100 with the others.

    """

    _NAMES: ClassVar = frozenset({"provider", "endpointing_ms"})

    provider: _models.SttProvider | str
    """Provider of transcription."""
    endpointing_ms: int
    """Pause after which a turn counts as over, in milliseconds. At least 10 with `deepgram`, 500 with `soniox`,
    100 with the others.
    """
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
        if len(properties) == 2:  # probably all of them
            try:
                got_1 = properties["provider"]
                got_2 = properties["endpointing_ms"]
            except KeyError:
                pass
            else:
                if (got_1.__class__ is str) and (got_2.__class__ is int):
                    model.provider = enum_of(_models.SttProvider)(got_1, (at, "provider"))
                    model.endpointing_ms = got_2
                    return model
        known = 2
        got = properties.get("provider", ABSENT)
        model.provider = (
            enum_of(_models.SttProvider)(got, (at, "provider"))
            if got.__class__ is str
            else need(got, "provider", enum_of(_models.SttProvider), at)
        )
        got = properties.get("endpointing_ms", ABSENT)
        model.endpointing_ms = got if got.__class__ is int else need(got, "endpointing_ms", read_int, at)
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "provider": to_json(self.provider),
            "endpointing_ms": self.endpointing_ms,
        }
        return body
