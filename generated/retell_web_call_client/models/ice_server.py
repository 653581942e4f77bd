from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model
from .._model import masked as _masked
from .._model import names_alone as _names_alone
from ..types import (
    first_of,
    leftover,
    list_of,
    mismatch,
    need,
    read_str,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class IceServer(Model):
    """A server for a browser's peer connection, as WebRTC names it.

    Args:
        urls: URL of the server.
        username: Name to log in with.
        credential: Secret to log in with.

    """

    _NAMES: ClassVar = frozenset({"urls", "username", "credential"})

    urls: str | list[str]
    """URL of the server."""
    username: str | Unset = UNSET
    """Name to log in with."""
    credential: str | Unset = _attrs_field(default=UNSET, repr=_masked)
    """Secret to log in with."""
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
        got = properties.get("urls", ABSENT)
        model.urls = need(got, "urls", first_of(read_str, list_of(read_str)), at)
        got = properties.get("username", ABSENT)
        if got is UNSET:
            model.username = UNSET
        else:
            known += 1
            model.username = got if got.__class__ is str else take(got, "username", read_str, at, model)
        got = properties.get("credential", ABSENT)
        if got is UNSET:
            model.credential = UNSET
        else:
            known += 1
            model.credential = got if got.__class__ is str else take(got, "credential", read_str, at, model)
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "urls": self.urls,
        }
        if self.username is not UNSET:
            body["username"] = self.username
        if self.credential is not UNSET:
            body["credential"] = self.credential
        return body
