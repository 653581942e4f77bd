from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from ..types import (
    leftover,
    mismatch,
    read_bool,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class ContactMemoryConfig(Model):
    """Memory of the person that an agent speaks to.

    Args:
        enable_read: If true, the agent's prompt contains the memory.
        enable_update: If true, the memory is updated after each conversation.

    """

    _NAMES: ClassVar = frozenset({"enable_read", "enable_update"})

    enable_read: bool | Unset = UNSET
    """If true, the agent's prompt contains the memory."""
    enable_update: bool | Unset = UNSET
    """If true, the memory is updated after each conversation."""
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
                got_1 = properties["enable_read"]
                got_2 = properties["enable_update"]
            except KeyError:
                pass
            else:
                if (got_1.__class__ is bool) and (got_2.__class__ is bool):
                    model.enable_read = got_1
                    model.enable_update = got_2
                    return model
        known = 0
        got = properties.get("enable_read", ABSENT)
        if got is UNSET:
            model.enable_read = UNSET
        else:
            known += 1
            model.enable_read = got if got.__class__ is bool else take(got, "enable_read", read_bool, at, model)
        got = properties.get("enable_update", ABSENT)
        if got is UNSET:
            model.enable_update = UNSET
        else:
            known += 1
            model.enable_update = got if got.__class__ is bool else take(got, "enable_update", read_bool, at, model)
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
        }
        if self.enable_read is not UNSET:
            body["enable_read"] = self.enable_read
        if self.enable_update is not UNSET:
            body["enable_update"] = self.enable_update
        return body
