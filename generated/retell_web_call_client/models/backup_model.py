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
    leftover,
    mismatch,
    need,
    read_int,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class BackupModel(Model):
    """The language model that takes over if the first one is slow.

    Args:
        model: The language model.
        tier: Speed of the model. A model need not offer all tiers.
        kick_in_timeout_ms: Time for which the first model's reply is preferred while both run, in milliseconds.

    """

    _NAMES: ClassVar = frozenset({"model", "tier", "kick_in_timeout_ms"})

    model: _models.LlmModel | str
    """The language model."""
    tier: _models.ModelTier | str | Unset = UNSET
    """Speed of the model. A model need not offer all tiers."""
    kick_in_timeout_ms: int | Unset = UNSET
    """Time for which the first model's reply is preferred while both run, in milliseconds."""
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
        if len(properties) == 3:  # probably all of them
            try:
                got_1 = properties["model"]
                got_2 = properties["tier"]
                got_3 = properties["kick_in_timeout_ms"]
            except KeyError:
                pass
            else:
                if (got_1.__class__ is str) and (got_2.__class__ is str) and (got_3.__class__ is int):
                    model.model = enum_of(_models.LlmModel)(got_1, (at, "model"))
                    model.tier = enum_of(_models.ModelTier)(got_2, (at, "tier"))
                    model.kick_in_timeout_ms = got_3
                    return model
        known = 1
        got = properties.get("model", ABSENT)
        model.model = (
            enum_of(_models.LlmModel)(got, (at, "model"))
            if got.__class__ is str
            else need(got, "model", enum_of(_models.LlmModel), at)
        )
        got = properties.get("tier", ABSENT)
        if got is UNSET:
            model.tier = UNSET
        else:
            known += 1
            model.tier = (
                enum_of(_models.ModelTier)(got, (at, "tier"))
                if got.__class__ is str
                else take(got, "tier", enum_of(_models.ModelTier), at, model)
            )
        got = properties.get("kick_in_timeout_ms", ABSENT)
        if got is UNSET:
            model.kick_in_timeout_ms = UNSET
        else:
            known += 1
            model.kick_in_timeout_ms = (
                got if got.__class__ is int else take(got, "kick_in_timeout_ms", read_int, at, model)
            )
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "model": to_json(self.model),
        }
        if self.tier is not UNSET:
            body["tier"] = to_json(self.tier)
        if self.kick_in_timeout_ms is not UNSET:
            body["kick_in_timeout_ms"] = self.kick_in_timeout_ms
        return body
