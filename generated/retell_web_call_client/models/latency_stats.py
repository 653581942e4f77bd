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
    list_of,
    mismatch,
    read_number,
    take,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class LatencyStats(Model):
    """Statistics of one latency over a call, in milliseconds."""

    _NAMES: ClassVar = frozenset({"p50", "p90", "p95", "p99", "max", "min", "num", "values"})

    p50: float | Unset = UNSET
    """Half of the values are below this."""
    p90: float | Unset = UNSET
    """90 % of the values are below this."""
    p95: float | Unset = UNSET
    """95 % of the values are below this."""
    p99: float | Unset = UNSET
    """99 % of the values are below this."""
    max_: float | Unset = UNSET
    """The largest value."""
    min_: float | Unset = UNSET
    """The smallest value."""
    num: float | Unset = UNSET
    """How many values there are."""
    values: list[float] | Unset = UNSET
    """All values."""
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
        got = properties.get("p50", ABSENT)
        model.p50 = (
            got
            if got.__class__ is float or got.__class__ is int or got is UNSET
            else take(properties, "p50", read_number, at, odd)
        )
        got = properties.get("p90", ABSENT)
        model.p90 = (
            got
            if got.__class__ is float or got.__class__ is int or got is UNSET
            else take(properties, "p90", read_number, at, odd)
        )
        got = properties.get("p95", ABSENT)
        model.p95 = (
            got
            if got.__class__ is float or got.__class__ is int or got is UNSET
            else take(properties, "p95", read_number, at, odd)
        )
        got = properties.get("p99", ABSENT)
        model.p99 = (
            got
            if got.__class__ is float or got.__class__ is int or got is UNSET
            else take(properties, "p99", read_number, at, odd)
        )
        got = properties.get("max", ABSENT)
        model.max_ = (
            got
            if got.__class__ is float or got.__class__ is int or got is UNSET
            else take(properties, "max", read_number, at, odd)
        )
        got = properties.get("min", ABSENT)
        model.min_ = (
            got
            if got.__class__ is float or got.__class__ is int or got is UNSET
            else take(properties, "min", read_number, at, odd)
        )
        got = properties.get("num", ABSENT)
        model.num = (
            got
            if got.__class__ is float or got.__class__ is int or got is UNSET
            else take(properties, "num", read_number, at, odd)
        )
        model.values = take(properties, "values", list_of(read_number), at, odd) if "values" in properties else UNSET
        if not properties.keys() <= cls._NAMES:
            leftover(properties, cls._NAMES, at, odd)
        model.additional_properties = odd
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
        }
        if self.p50 is not UNSET:
            body["p50"] = self.p50
        if self.p90 is not UNSET:
            body["p90"] = self.p90
        if self.p95 is not UNSET:
            body["p95"] = self.p95
        if self.p99 is not UNSET:
            body["p99"] = self.p99
        if self.max_ is not UNSET:
            body["max"] = self.max_
        if self.min_ is not UNSET:
            body["min"] = self.min_
        if self.num is not UNSET:
            body["num"] = self.num
        if self.values is not UNSET:
            body["values"] = self.values
        return body
