from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from ..types import (
    mismatch,
    read_str,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class TransferDestination(Model):
    """Destination of a transfer, as set in the agent's tool. Its properties are documented nowhere.

    Args:
        type_: Method by which the destination was chosen.
        number: The phone number.

    """

    _NAMES: ClassVar = frozenset({"type", "number"})

    type_: str | Unset = UNSET
    """Method by which the destination was chosen."""
    number: str | Unset = UNSET
    """The phone number."""
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
                got_1 = properties["type"]
                got_2 = properties["number"]
            except KeyError:
                pass
            else:
                if (got_1.__class__ is str) and (got_2.__class__ is str):
                    model.type_ = got_1
                    model.number = got_2
                    return model
        known = 0
        got = properties.get("type", ABSENT)
        if got is UNSET:
            model.type_ = UNSET
        else:
            known += 1
            model.type_ = got if got.__class__ is str else take(got, "type", read_str, at, model)
        got = properties.get("number", ABSENT)
        if got is UNSET:
            model.number = UNSET
        else:
            known += 1
            model.number = got if got.__class__ is str else take(got, "number", read_str, at, model)
        if known != len(properties):
            model.additional_properties.update((key, got) for key, got in properties.items() if key not in cls._NAMES)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
        }
        if self.type_ is not UNSET:
            body["type"] = self.type_
        if self.number is not UNSET:
            body["number"] = self.number
        return body
