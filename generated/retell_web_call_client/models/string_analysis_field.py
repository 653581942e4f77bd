from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    Model,
    Place,
    Unset,
    const_of,
    leftover,
    list_of,
    need,
    open_object,
    read_str,
    take,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class StringAnalysisField(Model):
    """Asks for a text."""

    _NAMES: ClassVar = frozenset(
        {
            "type",
            "name",
            "description",
            "examples",
        }
    )

    type_: Literal["string"] = "string"
    """Always `string`."""
    name: str
    """Name of the answer in `custom_analysis_data`."""
    description: str
    """What to look for, in words."""
    examples: list[str] | Unset = UNSET
    """Answers of the wanted form."""
    additional_properties: dict[str, Any] = _attrs_field(factory=dict, repr=_names_alone)
    """What has no attribute: properties that the contract does not know, and those that came in another shape."""

    @classmethod
    def from_json(cls, value: Any, at: Place) -> Self:
        """Read a part of a response."""
        rest = open_object(value, at)
        # Not by __init__: its many keywords would take as long as all the rest.
        model = cls.__new__(cls)
        model.type_ = need(rest, "type", const_of("string"), at)
        model.name = need(rest, "name", read_str, at)
        model.description = need(rest, "description", read_str, at)
        model.examples = take(rest, "examples", list_of(read_str), at)
        model.additional_properties = leftover(rest, cls._NAMES, at)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
            "type": self.type_,
            "name": self.name,
            "description": self.description,
        }
        if self.examples is not UNSET:
            body["examples"] = self.examples
        return body
