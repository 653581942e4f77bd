from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from .._writing import to_json
from ..types import (
    leftover,
    mismatch,
    read_bool,
    read_int,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class TranscriptMetadata(Model):
    """Origin of something that was said or done.

    Args:
        response_id: Number of the agent's reply that it belongs to.
        interrupt_id: Number of the interruption that it belongs to.
        is_backchannel: If true, it was said only to signal that the speaker listens.
        backup_model_used: Choice of the backup model, if there is one.

    """

    _NAMES: ClassVar = frozenset({"response_id", "interrupt_id", "is_backchannel", "backup_model_used"})

    response_id: int | Unset = UNSET
    """Number of the agent's reply that it belongs to."""
    interrupt_id: int | Unset = UNSET
    """Number of the interruption that it belongs to."""
    is_backchannel: bool | Unset = UNSET
    """If true, it was said only to signal that the speaker listens."""
    backup_model_used: _models.BackupModelUsed | Unset = UNSET
    """Choice of the backup model, if there is one."""
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
        if len(properties) == 4:  # probably all of them
            try:
                got_1 = properties["response_id"]
                got_2 = properties["interrupt_id"]
                got_3 = properties["is_backchannel"]
                got_4 = properties["backup_model_used"]
            except KeyError:
                pass
            else:
                if (
                    (got_1.__class__ is int)
                    and (got_2.__class__ is int)
                    and (got_3.__class__ is bool)
                    and (got_4.__class__ is dict)
                ):
                    model.response_id = got_1
                    model.interrupt_id = got_2
                    model.is_backchannel = got_3
                    model.backup_model_used = _models.BackupModelUsed.from_json(got_4, (at, "backup_model_used"))
                    return model
        known = 0
        got = properties.get("response_id", ABSENT)
        if got is UNSET:
            model.response_id = UNSET
        else:
            known += 1
            model.response_id = got if got.__class__ is int else take(got, "response_id", read_int, at, model)
        got = properties.get("interrupt_id", ABSENT)
        if got is UNSET:
            model.interrupt_id = UNSET
        else:
            known += 1
            model.interrupt_id = got if got.__class__ is int else take(got, "interrupt_id", read_int, at, model)
        got = properties.get("is_backchannel", ABSENT)
        if got is UNSET:
            model.is_backchannel = UNSET
        else:
            known += 1
            model.is_backchannel = got if got.__class__ is bool else take(got, "is_backchannel", read_bool, at, model)
        got = properties.get("backup_model_used", ABSENT)
        if got is UNSET:
            model.backup_model_used = UNSET
        else:
            known += 1
            model.backup_model_used = (
                _models.BackupModelUsed.from_json(got, (at, "backup_model_used"))
                if got.__class__ is dict
                else take(got, "backup_model_used", _models.BackupModelUsed.from_json, at, model)
            )
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
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
