from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models
from ..types import (
    Model,
    Place,
    enum_of,
    leftover,
    list_of,
    names_alone,
    need,
    open_object,
    to_json,
)

if TYPE_CHECKING:
    from ..models.pii_category import PiiCategory
    from ..models.pii_mode import PiiMode


@_attrs_define(kw_only=True)
class PiiConfig(Model):
    """Scrubbing of personal data."""

    _NAMES: ClassVar = frozenset({"mode", "categories"})

    mode: PiiMode | str
    """When the scrubbing happens."""
    categories: list[PiiCategory | str]
    """The kinds of personal data to scrub."""
    additional_properties: dict[str, Any] = _attrs_field(factory=dict, repr=names_alone)
    """What has no attribute: properties that the contract does not know, and those that came in another shape."""

    @classmethod
    def from_json(cls, value: Any, at: Place) -> Self:
        """Reads a part of an answer."""
        rest = open_object(value, at)
        # Not by __init__: its many keywords would take as long as all the rest.
        model = cls.__new__(cls)
        model.mode = need(rest, "mode", enum_of(models.PiiMode), at)
        model.categories = need(rest, "categories", list_of(enum_of(models.PiiCategory)), at)
        model.additional_properties = leftover(rest, cls._NAMES, at)
        return model

    def to_dict(self) -> dict[str, Any]:
        """The object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
            "mode": to_json(self.mode),
            "categories": to_json(self.categories),
        }
        return body
