from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    ABSENT,
    Model,
    Place,
    leftover,
    list_of,
    mismatch,
    need,
    read_number,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class LlmTokenUsage(Model):
    """How many tokens the language model used in a call."""

    _NAMES: ClassVar = frozenset({"values", "average", "num_requests"})

    values: list[float]
    """The tokens of each request."""
    average: float
    """The mean of the values."""
    num_requests: float
    """How many requests there were."""
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
        model.values = need(properties, "values", list_of(read_number), at)
        got = properties.get("average", ABSENT)
        model.average = (
            got if got.__class__ is float or got.__class__ is int else need(properties, "average", read_number, at)
        )
        got = properties.get("num_requests", ABSENT)
        model.num_requests = (
            got if got.__class__ is float or got.__class__ is int else need(properties, "num_requests", read_number, at)
        )
        if not properties.keys() <= cls._NAMES:
            leftover(properties, cls._NAMES, at, odd)
        model.additional_properties = odd
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
            "values": self.values,
            "average": self.average,
            "num_requests": self.num_requests,
        }
        return body
