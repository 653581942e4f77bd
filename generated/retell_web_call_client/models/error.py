from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .._drift import ABSENT, UNSET, Place, Reader, Unset
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from ..types import (
    const_of,
    leftover,
    mismatch,
    read_str,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class Error(Model):
    """The reason for a failure. The documented properties are `status` and `message`; to a request that breaks the
    schema, the live API has been seen to respond with `error_message` alone. Read whichever is there.

    Args:
        status: Always `error`.
        message: Error message, for a person to read.
        error_message: Error message, in place of `message`.

    """

    _NAMES: ClassVar = frozenset({"status", "message", "error_message"})

    status: Literal["error"] | Unset = UNSET
    """Always `error`."""
    message: str | Unset = UNSET
    """Error message, for a person to read."""
    error_message: str | Unset = UNSET
    """Error message, in place of `message`."""
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
        only_status: Reader[Literal["error"]] = const_of("error")
        got = properties.get("status", ABSENT)
        if got is UNSET:
            model.status = UNSET
        else:
            known += 1
            model.status = take(got, "status", only_status, at, model)
        got = properties.get("message", ABSENT)
        if got is UNSET:
            model.message = UNSET
        else:
            known += 1
            model.message = got if got.__class__ is str else take(got, "message", read_str, at, model)
        got = properties.get("error_message", ABSENT)
        if got is UNSET:
            model.error_message = UNSET
        else:
            known += 1
            model.error_message = got if got.__class__ is str else take(got, "error_message", read_str, at, model)
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
        }
        if self.status is not UNSET:
            body["status"] = self.status
        if self.message is not UNSET:
            body["message"] = self.message
        if self.error_message is not UNSET:
            body["error_message"] = self.error_message
        return body
