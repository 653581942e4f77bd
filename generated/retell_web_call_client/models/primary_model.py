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
    take,
)


@_attrs_define(kw_only=True, repr=False)
class PrimaryModel(Model):
    """The language model of a response engine.

    Args:
        model: The language model.
        tier: Speed of the model. A model need not offer all tiers.

    """

    _NAMES: ClassVar = frozenset({"model", "tier"})

    model: _models.LlmModel | str
    """The language model."""
    tier: _models.ModelTier | str | Unset = UNSET
    """Speed of the model. A model need not offer all tiers."""
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
                got_1 = properties["model"]
                got_2 = properties["tier"]
            except KeyError:
                pass
            else:
                if (got_1.__class__ is str) and (got_2.__class__ is str):
                    model.model = enum_of(_models.LlmModel)(got_1, (at, "model"))
                    model.tier = enum_of(_models.ModelTier)(got_2, (at, "tier"))
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
        return body
