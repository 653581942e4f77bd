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
    need,
    read_str,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class SmsMultimedia(Model):
    """An image or other file that was attached to a text message.

    Args:
        url: URL of the file.
        summary: Description of the image.

    """

    _NAMES: ClassVar = frozenset({"url", "summary"})

    url: str
    """URL of the file."""
    summary: str | Unset = UNSET
    """Description of the image."""
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
                got_1 = properties["url"]
                got_2 = properties["summary"]
            except KeyError:
                pass
            else:
                if (got_1.__class__ is str) and (got_2.__class__ is str):
                    model.url = got_1
                    model.summary = got_2
                    return model
        known = 1
        got = properties.get("url", ABSENT)
        model.url = got if got.__class__ is str else need(got, "url", read_str, at)
        got = properties.get("summary", ABSENT)
        if got is UNSET:
            model.summary = UNSET
        else:
            known += 1
            model.summary = got if got.__class__ is str else take(got, "summary", read_str, at, model)
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "url": self.url,
        }
        if self.summary is not UNSET:
            body["summary"] = self.summary
        return body
