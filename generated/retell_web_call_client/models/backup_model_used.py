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
    enum_of,
    lack,
    leftover,
    mismatch,
    read_number,
    read_str,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class BackupModelUsed(Model):
    """Choice between two models for a reply.

    Args:
        model: The model that made it.
        primary_model: The first model.
        backup_model: The backup model.
        reason: Why it was chosen.
        selection_latency_ms: Duration of the choice, in milliseconds.
        primary_ready_ms: When the first model was ready, in milliseconds.
        backup_ready_ms: When the backup model was ready, in milliseconds.

    """

    _NAMES: ClassVar = frozenset(
        {
            "model",
            "primary_model",
            "backup_model",
            "reason",
            "selection_latency_ms",
            "primary_ready_ms",
            "backup_ready_ms",
        }
    )

    model: str | Unset
    """The model that made it."""
    primary_model: str | Unset
    """The first model."""
    backup_model: str | Unset
    """The backup model."""
    reason: _models.BackupModelReason | str | Unset
    """Why it was chosen."""
    selection_latency_ms: float | Unset
    """Duration of the choice, in milliseconds."""
    primary_ready_ms: float | Unset = UNSET
    """When the first model was ready, in milliseconds."""
    backup_ready_ms: float | Unset = UNSET
    """When the backup model was ready, in milliseconds."""
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
        if len(properties) == 7:  # probably all of them
            try:
                got_1 = properties["model"]
                got_2 = properties["primary_model"]
                got_3 = properties["backup_model"]
                got_4 = properties["reason"]
                got_5 = properties["selection_latency_ms"]
                got_6 = properties["primary_ready_ms"]
                got_7 = properties["backup_ready_ms"]
            except KeyError:
                pass
            else:
                if (
                    (got_1.__class__ is str)
                    and (got_2.__class__ is str)
                    and (got_3.__class__ is str)
                    and (got_4.__class__ is str)
                    and (got_5.__class__ is float or got_5.__class__ is int)
                    and (got_6.__class__ is float or got_6.__class__ is int)
                    and (got_7.__class__ is float or got_7.__class__ is int)
                ):
                    model.model = got_1
                    model.primary_model = got_2
                    model.backup_model = got_3
                    model.reason = enum_of(_models.BackupModelReason)(got_4, (at, "reason"))
                    model.selection_latency_ms = got_5
                    model.primary_ready_ms = got_6
                    model.backup_ready_ms = got_7
                    return model
        known = 0
        got = properties.get("model", ABSENT)
        if got is UNSET:
            model.model = lack("model", at)
        else:
            known += 1
            model.model = got if got.__class__ is str else take(got, "model", read_str, at, model)
        got = properties.get("primary_model", ABSENT)
        if got is UNSET:
            model.primary_model = lack("primary_model", at)
        else:
            known += 1
            model.primary_model = got if got.__class__ is str else take(got, "primary_model", read_str, at, model)
        got = properties.get("backup_model", ABSENT)
        if got is UNSET:
            model.backup_model = lack("backup_model", at)
        else:
            known += 1
            model.backup_model = got if got.__class__ is str else take(got, "backup_model", read_str, at, model)
        got = properties.get("reason", ABSENT)
        if got is UNSET:
            model.reason = lack("reason", at)
        else:
            known += 1
            model.reason = (
                enum_of(_models.BackupModelReason)(got, (at, "reason"))
                if got.__class__ is str
                else take(got, "reason", enum_of(_models.BackupModelReason), at, model)
            )
        got = properties.get("selection_latency_ms", ABSENT)
        if got is UNSET:
            model.selection_latency_ms = lack("selection_latency_ms", at)
        else:
            known += 1
            model.selection_latency_ms = (
                got
                if got.__class__ is float or got.__class__ is int
                else take(got, "selection_latency_ms", read_number, at, model)
            )
        got = properties.get("primary_ready_ms", ABSENT)
        if got is UNSET:
            model.primary_ready_ms = UNSET
        else:
            known += 1
            model.primary_ready_ms = (
                got
                if got.__class__ is float or got.__class__ is int
                else take(got, "primary_ready_ms", read_number, at, model)
            )
        got = properties.get("backup_ready_ms", ABSENT)
        if got is UNSET:
            model.backup_ready_ms = UNSET
        else:
            known += 1
            model.backup_ready_ms = (
                got
                if got.__class__ is float or got.__class__ is int
                else take(got, "backup_ready_ms", read_number, at, model)
            )
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
        }
        if self.model is not UNSET:
            body["model"] = self.model
        if self.primary_model is not UNSET:
            body["primary_model"] = self.primary_model
        if self.backup_model is not UNSET:
            body["backup_model"] = self.backup_model
        if self.reason is not UNSET:
            body["reason"] = to_json(self.reason)
        if self.selection_latency_ms is not UNSET:
            body["selection_latency_ms"] = self.selection_latency_ms
        if self.primary_ready_ms is not UNSET:
            body["primary_ready_ms"] = self.primary_ready_ms
        if self.backup_ready_ms is not UNSET:
            body["backup_ready_ms"] = self.backup_ready_ms
        return body
