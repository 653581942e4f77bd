from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    ABSENT,
    UNSET,
    Model,
    Place,
    Unset,
    leftover,
    mismatch,
    read_bool,
    take,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class ContactMemoryConfig(Model):
    """What an agent remembers of whom it speaks to."""

    _NAMES: ClassVar = frozenset({"enable_read", "enable_update"})

    enable_read: bool | Unset = UNSET
    """Whether the agent's prompt is given what is remembered."""
    enable_update: bool | Unset = UNSET
    """Whether what is remembered is written anew after each conversation."""
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
        got = properties.get("enable_read", ABSENT)
        model.enable_read = (
            got if got.__class__ is bool or got is UNSET else take(properties, "enable_read", read_bool, at, odd)
        )
        got = properties.get("enable_update", ABSENT)
        model.enable_update = (
            got if got.__class__ is bool or got is UNSET else take(properties, "enable_update", read_bool, at, odd)
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
        if self.enable_read is not UNSET:
            body["enable_read"] = self.enable_read
        if self.enable_update is not UNSET:
            body["enable_update"] = self.enable_update
        return body
