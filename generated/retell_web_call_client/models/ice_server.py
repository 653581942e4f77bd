from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    ABSENT,
    UNSET,
    Model,
    Place,
    Unset,
    first_of,
    leftover,
    list_of,
    mismatch,
    need,
    read_str,
    take,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class IceServer(Model):
    """A server for a browser's peer connection, as WebRTC names it."""

    _NAMES: ClassVar = frozenset({"urls", "username", "credential"})

    urls: str | list[str]
    """Where the server is."""
    username: str | Unset = UNSET
    """Name to log in with."""
    credential: str | Unset = UNSET
    """Secret to log in with."""
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
        model.urls = need(properties, "urls", first_of(read_str, list_of(read_str)), at)
        got = properties.get("username", ABSENT)
        model.username = (
            got if got.__class__ is str or got is UNSET else take(properties, "username", read_str, at, odd)
        )
        got = properties.get("credential", ABSENT)
        model.credential = (
            got if got.__class__ is str or got is UNSET else take(properties, "credential", read_str, at, odd)
        )
        if not properties.keys() <= cls._NAMES:
            leftover(properties, cls._NAMES, at, odd)
        model.additional_properties = odd
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
            "urls": self.urls,
        }
        if self.username is not UNSET:
            body["username"] = self.username
        if self.credential is not UNSET:
            body["credential"] = self.credential
        return body
