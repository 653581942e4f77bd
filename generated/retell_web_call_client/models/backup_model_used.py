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
    enum_of,
    leftover,
    mismatch,
    need,
    read_number,
    read_str,
    take,
    to_json,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class BackupModelUsed(Model):
    """Which of two models made a reply, and why."""

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

    model: str
    """The model that made it."""
    primary_model: str
    """The first model."""
    backup_model: str
    """The backup model."""
    reason: _models.BackupModelReason | str
    """Why it was chosen."""
    selection_latency_ms: float
    """How long the choice took, in milliseconds."""
    primary_ready_ms: float | Unset = UNSET
    """When the first model was ready, in milliseconds."""
    backup_ready_ms: float | Unset = UNSET
    """When the backup model was ready, in milliseconds."""
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
        got = properties.get("model", ABSENT)
        model.model = got if got.__class__ is str else need(properties, "model", read_str, at)
        got = properties.get("primary_model", ABSENT)
        model.primary_model = got if got.__class__ is str else need(properties, "primary_model", read_str, at)
        got = properties.get("backup_model", ABSENT)
        model.backup_model = got if got.__class__ is str else need(properties, "backup_model", read_str, at)
        model.reason = need(properties, "reason", enum_of(_models.BackupModelReason), at)
        got = properties.get("selection_latency_ms", ABSENT)
        model.selection_latency_ms = (
            got
            if got.__class__ is float or got.__class__ is int
            else need(properties, "selection_latency_ms", read_number, at)
        )
        got = properties.get("primary_ready_ms", ABSENT)
        model.primary_ready_ms = (
            got
            if got.__class__ is float or got.__class__ is int or got is UNSET
            else take(properties, "primary_ready_ms", read_number, at, odd)
        )
        got = properties.get("backup_ready_ms", ABSENT)
        model.backup_ready_ms = (
            got
            if got.__class__ is float or got.__class__ is int or got is UNSET
            else take(properties, "backup_ready_ms", read_number, at, odd)
        )
        if not properties.keys() <= cls._NAMES:
            leftover(properties, cls._NAMES, at, odd)
        model.additional_properties = odd
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
            "model": self.model,
            "primary_model": self.primary_model,
            "backup_model": self.backup_model,
            "reason": to_json(self.reason),
            "selection_latency_ms": self.selection_latency_ms,
        }
        if self.primary_ready_ms is not UNSET:
            body["primary_ready_ms"] = self.primary_ready_ms
        if self.backup_ready_ms is not UNSET:
            body["backup_ready_ms"] = self.backup_ready_ms
        return body
