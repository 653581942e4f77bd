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
    leftover,
    mismatch,
    need,
    read_str,
    take,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class SmsMultimedia(Model):
    """A picture or the like that came with a text message."""

    _NAMES: ClassVar = frozenset({"url", "summary"})

    url: str
    """Where it is."""
    summary: str | Unset = UNSET
    """What it shows, in words."""
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
        got = properties.get("url", ABSENT)
        model.url = got if got.__class__ is str else need(properties, "url", read_str, at)
        got = properties.get("summary", ABSENT)
        model.summary = got if got.__class__ is str or got is UNSET else take(properties, "summary", read_str, at, odd)
        if not properties.keys() <= cls._NAMES:
            leftover(properties, cls._NAMES, at, odd)
        model.additional_properties = odd
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
            "url": self.url,
        }
        if self.summary is not UNSET:
            body["summary"] = self.summary
        return body
