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
)


@_attrs_define(kw_only=True, repr=False)
class VoicemailBridgeTransfer(Model):
    """Connect the call anyway.

    Args:
        type_: Always `bridge_transfer`.

    """

    _NAMES: ClassVar = frozenset({"type"})

    type_: Literal["bridge_transfer"] = "bridge_transfer"
    """Always `bridge_transfer`."""
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
        known = 1
        got = properties.get("type", ABSENT)
        model.type_ = need(got, "type", const_of("bridge_transfer"), at)
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "type": self.type_,
        }
        return body
