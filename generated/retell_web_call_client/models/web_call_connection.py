from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model, UnknownVariant
from .._model import masked as _masked
from .._model import names_alone as _names_alone
from .._writing import to_json
from ..types import (
    enum_of,
    items_of,
    leftover,
    lenient_list_of,
    mismatch,
    need,
    read_int,
    read_str,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class WebCallConnection(Model):
    """Data with which a browser joins a call that has just been registered.

    Args:
        call_id: Id of the call, different for each.
        access_token: The secret with which a browser joins the call, until `expires_at`. Opaque to you.
        transport: Kind of the browser's connection.
        ice_servers: Servers for the browser's peer connection, perhaps none.
        expires_at: When the access token expires, in milliseconds since the Unix epoch.
        url: Address that the browser connects to, with `livekit`.

    """

    _NAMES: ClassVar = frozenset({"call_id", "access_token", "transport", "ice_servers", "expires_at", "url"})

    call_id: str
    """Id of the call, different for each."""
    access_token: str = _attrs_field(repr=_masked)
    """The secret with which a browser joins the call, until `expires_at`. Opaque to you."""
    transport: _models.Transport | str
    """Kind of the browser's connection."""
    ice_servers: list[_models.IceServer | UnknownVariant]
    """Servers for the browser's peer connection, perhaps none."""
    expires_at: int
    """When the access token expires, in milliseconds since the Unix epoch."""
    url: str | Unset = UNSET
    """Address that the browser connects to, with `livekit`."""
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
        if len(properties) == 6:  # probably all of them
            try:
                got_1 = properties["call_id"]
                got_2 = properties["access_token"]
                got_3 = properties["transport"]
                got_4 = properties["ice_servers"]
                got_5 = properties["expires_at"]
                got_6 = properties["url"]
            except KeyError:
                pass
            else:
                if (
                    (got_1.__class__ is str)
                    and (got_2.__class__ is str)
                    and (got_3.__class__ is str)
                    and (got_4.__class__ is list)
                    and (got_5.__class__ is int)
                    and (got_6.__class__ is str)
                ):
                    model.call_id = got_1
                    model.access_token = got_2
                    model.transport = enum_of(_models.Transport)(got_3, (at, "transport"))
                    model.ice_servers = items_of(_models.IceServer.from_json, got_4, (at, "ice_servers"))
                    model.expires_at = got_5
                    model.url = got_6
                    return model
        known = 5
        got = properties.get("call_id", ABSENT)
        model.call_id = got if got.__class__ is str else need(got, "call_id", read_str, at)
        got = properties.get("access_token", ABSENT)
        model.access_token = got if got.__class__ is str else need(got, "access_token", read_str, at)
        got = properties.get("transport", ABSENT)
        model.transport = (
            enum_of(_models.Transport)(got, (at, "transport"))
            if got.__class__ is str
            else need(got, "transport", enum_of(_models.Transport), at)
        )
        got = properties.get("ice_servers", ABSENT)
        model.ice_servers = (
            items_of(_models.IceServer.from_json, got, (at, "ice_servers"))
            if got.__class__ is list
            else need(got, "ice_servers", lenient_list_of(_models.IceServer.from_json), at)
        )
        got = properties.get("expires_at", ABSENT)
        model.expires_at = got if got.__class__ is int else need(got, "expires_at", read_int, at)
        got = properties.get("url", ABSENT)
        if got is UNSET:
            model.url = UNSET
        else:
            known += 1
            model.url = got if got.__class__ is str else take(got, "url", read_str, at, model)
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "call_id": self.call_id,
            "access_token": self.access_token,
            "transport": to_json(self.transport),
            "ice_servers": to_json(self.ice_servers),
            "expires_at": self.expires_at,
        }
        if self.url is not UNSET:
            body["url"] = self.url
        return body
