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
class DestinationNumber(Model):
    """A number of your choice."""

    _NAMES: ClassVar = frozenset({"type", "phone_number", "ignore_e164_validation"})

    type_: Literal["phone_number"] = "phone_number"
    """Always `phone_number`."""
    phone_number: str
    """The number in E.164 form."""
    ignore_e164_validation: bool | Unset = UNSET
    """Whether a number of another form is taken too."""
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
        model.type_ = need(properties, "type", const_of("phone_number"), at)
        got = properties.get("phone_number", ABSENT)
        model.phone_number = got if got.__class__ is str else need(properties, "phone_number", read_str, at)
        got = properties.get("ignore_e164_validation", ABSENT)
        model.ignore_e164_validation = (
            got
            if got.__class__ is bool or got is UNSET
            else take(properties, "ignore_e164_validation", read_bool, at, odd)
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
            "phone_number": self.phone_number,
        }
        if self.ignore_e164_validation is not UNSET:
            body["ignore_e164_validation"] = self.ignore_e164_validation
        return body
