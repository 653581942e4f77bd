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
    nullable,
    read_int,
    read_number,
    read_str,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class UserDtmfOptions(Model):
    """Settings for collecting the user's key presses.

    Args:
        digit_limit: Number of keys of an input.
        termination_key: The key that ends an input.
        timeout_ms: Pause after which an input counts as complete, in milliseconds.

    """

    _NAMES: ClassVar = frozenset({"digit_limit", "termination_key", "timeout_ms"})

    digit_limit: float | None | Unset = UNSET
    """Number of keys of an input."""
    termination_key: str | None | Unset = UNSET
    """The key that ends an input."""
    timeout_ms: int | Unset = UNSET
    """Pause after which an input counts as complete, in milliseconds."""
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
        known = 0
        got = properties.get("digit_limit", ABSENT)
        if got is UNSET:
            model.digit_limit = UNSET
        else:
            known += 1
            model.digit_limit = take(got, "digit_limit", nullable(read_number), at, model)
        got = properties.get("termination_key", ABSENT)
        if got is UNSET:
            model.termination_key = UNSET
        else:
            known += 1
            model.termination_key = take(got, "termination_key", nullable(read_str), at, model)
        got = properties.get("timeout_ms", ABSENT)
        if got is UNSET:
            model.timeout_ms = UNSET
        else:
            known += 1
            model.timeout_ms = got if got.__class__ is int else take(got, "timeout_ms", read_int, at, model)
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
        }
        if self.digit_limit is not UNSET:
            body["digit_limit"] = self.digit_limit
        if self.termination_key is not UNSET:
            body["termination_key"] = self.termination_key
        if self.timeout_ms is not UNSET:
            body["timeout_ms"] = self.timeout_ms
        return body
