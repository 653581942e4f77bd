from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    ABSENT,
    UNSET,
    Model,
    Place,
    Reader,
    Unset,
    const_of,
    leftover,
    mismatch,
    read_str,
    take,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class Error(Model):
    """Why a request failed. Documented are `status` and `message`; a body that breaks the schema has been seen to get
    `error_message` alone. Read whichever is there.
    """

    _NAMES: ClassVar = frozenset({"status", "message", "error_message"})

    status: Literal["error"] | Unset = UNSET
    """Always `error`."""
    message: str | Unset = UNSET
    """What went wrong, for a person to read."""
    error_message: str | Unset = UNSET
    """The same, in place of `message`."""
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
        only_status: Reader[Literal["error"]] = const_of("error")
        model.status = take(properties, "status", only_status, at, odd) if "status" in properties else UNSET
        got = properties.get("message", ABSENT)
        model.message = got if got.__class__ is str or got is UNSET else take(properties, "message", read_str, at, odd)
        got = properties.get("error_message", ABSENT)
        model.error_message = (
            got if got.__class__ is str or got is UNSET else take(properties, "error_message", read_str, at, odd)
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
        if self.status is not UNSET:
            body["status"] = self.status
        if self.message is not UNSET:
            body["message"] = self.message
        if self.error_message is not UNSET:
            body["error_message"] = self.error_message
        return body
