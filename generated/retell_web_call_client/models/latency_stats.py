from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    Model,
    Place,
    Unset,
    leftover,
    list_of,
    open_object,
    read_number,
    take,
    take_plain,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class LatencyStats(Model):
    """Statistics of one latency over a call, in milliseconds."""

    _NAMES: ClassVar = frozenset(
        {
            "p50",
            "p90",
            "p95",
            "p99",
            "max",
            "min",
            "num",
            "values",
        }
    )

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
        rest = open_object(value, at)
        # Not by __init__: its many keywords would take as long as all the rest.
        model = cls.__new__(cls)
        model.p50 = take_plain(rest, "p50", float, at)
        model.p90 = take_plain(rest, "p90", float, at)
        model.p95 = take_plain(rest, "p95", float, at)
        model.p99 = take_plain(rest, "p99", float, at)
        model.max_ = take_plain(rest, "max", float, at)
        model.min_ = take_plain(rest, "min", float, at)
        model.num = take_plain(rest, "num", float, at)
        model.values = take(rest, "values", list_of(read_number), at)
        model.additional_properties = leftover(rest, cls._NAMES, at)
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
