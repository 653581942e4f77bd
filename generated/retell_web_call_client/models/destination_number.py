from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from ..types import (
    const_of,
    leftover,
    mismatch,
    need,
    read_bool,
    read_str,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class DestinationNumber(Model):
    """A number of your choice.

    Args:
        type_: Always `phone_number`.
        phone_number: The number in E.164 form.
        ignore_e164_validation: If true, a number in another format is accepted too.

    """

    _NAMES: ClassVar = frozenset({"type", "phone_number", "ignore_e164_validation"})

    type_: Literal["phone_number"] = "phone_number"
    """Always `phone_number`."""
    phone_number: str
    """The number in E.164 form."""
    ignore_e164_validation: bool | Unset = UNSET
    """If true, a number in another format is accepted too."""
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
        model.type_ = need(got, "type", const_of("phone_number"), at)
        got = properties.get("phone_number", ABSENT)
        model.phone_number = got if got.__class__ is str else need(got, "phone_number", read_str, at)
        got = properties.get("ignore_e164_validation", ABSENT)
        if got is UNSET:
            model.ignore_e164_validation = UNSET
        else:
            known += 1
            model.ignore_e164_validation = (
                got if got.__class__ is bool else take(got, "ignore_e164_validation", read_bool, at, model)
            )
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "type": self.type_,
            "phone_number": self.phone_number,
        }
        if self.ignore_e164_validation is not UNSET:
            body["ignore_e164_validation"] = self.ignore_e164_validation
        return body
