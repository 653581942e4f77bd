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
    list_of,
    mismatch,
    need,
    read_str,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class WholeToolOutput(Model):
    """All of it.

    Args:
        mode: Always `all`.
        fields: Stored for the dashboard, without effect.

    """

    _NAMES: ClassVar = frozenset({"mode", "fields"})

    mode: Literal["all"] = "all"
    """Always `all`."""
    fields: list[str] | Unset = UNSET
    """Stored for the dashboard, without effect."""
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
        known = 1
        got = properties.get("mode", ABSENT)
        model.mode = need(got, "mode", const_of("all"), at)
        got = properties.get("fields", ABSENT)
        if got is UNSET:
            model.fields = UNSET
        else:
            known += 1
            model.fields = take(got, "fields", list_of(read_str), at, model)
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "mode": self.mode,
        }
        if self.fields is not UNSET:
            body["fields"] = self.fields
        return body
