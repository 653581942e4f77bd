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
    list_of,
    mismatch,
    need,
    read_int,
    read_str,
    take,
    to_json,
)
from ..types import masked as _masked
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class WebCallConnection(Model):
    """How a browser joins a call that has just been registered."""

    _NAMES: ClassVar = frozenset({"call_id", "access_token", "transport", "ice_servers", "expires_at", "url"})

    call_id: str
    """Id of the call, different for each."""
    access_token: str = _attrs_field(repr=_masked)
    """The secret with which a browser joins the call, until `expires_at`. Opaque to you."""
    transport: _models.Transport | str
    """How the browser connects."""
    ice_servers: list[_models.IceServer]
    """Servers for the browser's peer connection, perhaps none."""
    expires_at: int
    """When the access token expires, in milliseconds since the Unix epoch."""
    url: str | Unset = UNSET
    """Where the browser connects to, with `livekit`."""
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
        got = properties.get("call_id", ABSENT)
        model.call_id = got if got.__class__ is str else need(properties, "call_id", read_str, at)
        got = properties.get("access_token", ABSENT)
        model.access_token = got if got.__class__ is str else need(properties, "access_token", read_str, at)
        model.transport = need(properties, "transport", enum_of(_models.Transport), at)
        model.ice_servers = need(properties, "ice_servers", list_of(_models.IceServer.from_json), at)
        got = properties.get("expires_at", ABSENT)
        model.expires_at = got if got.__class__ is int else need(properties, "expires_at", read_int, at)
        got = properties.get("url", ABSENT)
        model.url = got if got.__class__ is str or got is UNSET else take(properties, "url", read_str, at, odd)
        if not properties.keys() <= cls._NAMES:
            leftover(properties, cls._NAMES, at, odd)
        model.additional_properties = odd
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
            "call_id": self.call_id,
            "access_token": self.access_token,
            "transport": to_json(self.transport),
            "ice_servers": to_json(self.ice_servers),
            "expires_at": self.expires_at,
        }
        if self.url is not UNSET:
            body["url"] = self.url
        return body
