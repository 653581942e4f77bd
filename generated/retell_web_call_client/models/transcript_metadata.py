from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import (
    ABSENT,
    UNSET,
    Model,
    Place,
    Unset,
    leftover,
    mismatch,
    read_bool,
    read_int,
    take,
    to_json,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class TranscriptMetadata(Model):
    """How something that was said or done came about."""

    _NAMES: ClassVar = frozenset({"response_id", "interrupt_id", "is_backchannel", "backup_model_used"})

    response_id: int | Unset = UNSET
    """Number of the agent's reply that it belongs to."""
    interrupt_id: int | Unset = UNSET
    """Number of the interruption that it belongs to."""
    is_backchannel: bool | Unset = UNSET
    """Whether it was said only to signal that one listens."""
    backup_model_used: _models.BackupModelUsed | Unset = UNSET
    """How the backup model was chosen, where there is one."""
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
        got = properties.get("response_id", ABSENT)
        model.response_id = (
            got if got.__class__ is int or got is UNSET else take(properties, "response_id", read_int, at, odd)
        )
        got = properties.get("interrupt_id", ABSENT)
        model.interrupt_id = (
            got if got.__class__ is int or got is UNSET else take(properties, "interrupt_id", read_int, at, odd)
        )
        got = properties.get("is_backchannel", ABSENT)
        model.is_backchannel = (
            got if got.__class__ is bool or got is UNSET else take(properties, "is_backchannel", read_bool, at, odd)
        )
        model.backup_model_used = (
            take(properties, "backup_model_used", _models.BackupModelUsed.from_json, at, odd)
            if "backup_model_used" in properties
            else UNSET
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
        if self.response_id is not UNSET:
            body["response_id"] = self.response_id
        if self.interrupt_id is not UNSET:
            body["interrupt_id"] = self.interrupt_id
        if self.is_backchannel is not UNSET:
            body["is_backchannel"] = self.is_backchannel
        if self.backup_model_used is not UNSET:
            body["backup_model_used"] = to_json(self.backup_model_used)
        return body
