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
    read_number,
    read_str,
    take,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class DtmfInput(Model):
    """The user pressed a key."""

    _NAMES: ClassVar = frozenset({"role", "digit", "time_sec"})

    role: Literal["dtmf"] = "dtmf"
    """Always `dtmf`."""
    digit: str
    """The key."""
    time_sec: float | Unset = UNSET
    """When it happened, in seconds from the start of the call."""
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
        model.role = need(properties, "role", const_of("dtmf"), at)
        got = properties.get("digit", ABSENT)
        model.digit = got if got.__class__ is str else need(properties, "digit", read_str, at)
        got = properties.get("time_sec", ABSENT)
        model.time_sec = (
            got
            if got.__class__ is float or got.__class__ is int or got is UNSET
            else take(properties, "time_sec", read_number, at, odd)
        )
        if not properties.keys() <= cls._NAMES:
            leftover(properties, cls._NAMES, at, odd)
        model.additional_properties = odd
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
            "role": self.role,
            "digit": self.digit,
        }
        if self.time_sec is not UNSET:
            body["time_sec"] = self.time_sec
        return body
