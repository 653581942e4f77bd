from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from .._drift import ABSENT, Place
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from .._writing import to_json
from ..types import (
    enum_of,
    leftover,
    list_of,
    mismatch,
    need,
)


@_attrs_define(kw_only=True, repr=False)
class PiiConfig(Model):
    """Scrubbing of personal data.

    Args:
        mode: When the scrubbing happens.
        categories: The kinds of personal data to scrub.

    """

    _NAMES: ClassVar = frozenset({"mode", "categories"})

    mode: _models.PiiMode | str
    """When the scrubbing happens."""
    categories: list[_models.PiiCategory | str]
    """The kinds of personal data to scrub."""
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
        known = 2
        got = properties.get("mode", ABSENT)
        model.mode = (
            enum_of(_models.PiiMode)(got, (at, "mode"))
            if got.__class__ is str
            else need(got, "mode", enum_of(_models.PiiMode), at)
        )
        got = properties.get("categories", ABSENT)
        model.categories = need(got, "categories", list_of(enum_of(_models.PiiCategory)), at)
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "mode": to_json(self.mode),
            "categories": to_json(self.categories),
        }
        return body
