from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model, UnknownVariant
from .._model import names_alone as _names_alone
from .._writing import without_variants
from ..types import (
    NUMBERS,
    leftover,
    lenient_list_of,
    mismatch,
    read_number,
    scalars_of,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class LatencyStats(Model):
    """Statistics of one latency over a call, in milliseconds.

    Args:
        p50: Half of the values are below this.
        p90: 90 % of the values are below this.
        p95: 95 % of the values are below this.
        p99: 99 % of the values are below this.
        max_: The largest value.
        min_: The smallest value.
        num: Number of values.
        values: All values.

    """

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
    """Number of values."""
    values: list[float | UnknownVariant] | Unset = UNSET
    """All values."""
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
        if len(properties) == 8:  # probably all of them
            try:
                got_1 = properties["p50"]
                got_2 = properties["p90"]
                got_3 = properties["p95"]
                got_4 = properties["p99"]
                got_5 = properties["max"]
                got_6 = properties["min"]
                got_7 = properties["num"]
                got_8 = properties["values"]
            except KeyError:
                pass
            else:
                if (
                    (got_1.__class__ is float or got_1.__class__ is int)
                    and (got_2.__class__ is float or got_2.__class__ is int)
                    and (got_3.__class__ is float or got_3.__class__ is int)
                    and (got_4.__class__ is float or got_4.__class__ is int)
                    and (got_5.__class__ is float or got_5.__class__ is int)
                    and (got_6.__class__ is float or got_6.__class__ is int)
                    and (got_7.__class__ is float or got_7.__class__ is int)
                    and (got_8.__class__ is list)
                ):
                    model.p50 = got_1
                    model.p90 = got_2
                    model.p95 = got_3
                    model.p99 = got_4
                    model.max_ = got_5
                    model.min_ = got_6
                    model.num = got_7
                    model.values = scalars_of(read_number, got_8, (at, "values"), NUMBERS)
                    return model
        known = 0
        got = properties.get("p50", ABSENT)
        if got is UNSET:
            model.p50 = UNSET
        else:
            known += 1
            model.p50 = (
                got if got.__class__ is float or got.__class__ is int else take(got, "p50", read_number, at, model)
            )
        got = properties.get("p90", ABSENT)
        if got is UNSET:
            model.p90 = UNSET
        else:
            known += 1
            model.p90 = (
                got if got.__class__ is float or got.__class__ is int else take(got, "p90", read_number, at, model)
            )
        got = properties.get("p95", ABSENT)
        if got is UNSET:
            model.p95 = UNSET
        else:
            known += 1
            model.p95 = (
                got if got.__class__ is float or got.__class__ is int else take(got, "p95", read_number, at, model)
            )
        got = properties.get("p99", ABSENT)
        if got is UNSET:
            model.p99 = UNSET
        else:
            known += 1
            model.p99 = (
                got if got.__class__ is float or got.__class__ is int else take(got, "p99", read_number, at, model)
            )
        got = properties.get("max", ABSENT)
        if got is UNSET:
            model.max_ = UNSET
        else:
            known += 1
            model.max_ = (
                got if got.__class__ is float or got.__class__ is int else take(got, "max", read_number, at, model)
            )
        got = properties.get("min", ABSENT)
        if got is UNSET:
            model.min_ = UNSET
        else:
            known += 1
            model.min_ = (
                got if got.__class__ is float or got.__class__ is int else take(got, "min", read_number, at, model)
            )
        got = properties.get("num", ABSENT)
        if got is UNSET:
            model.num = UNSET
        else:
            known += 1
            model.num = (
                got if got.__class__ is float or got.__class__ is int else take(got, "num", read_number, at, model)
            )
        got = properties.get("values", ABSENT)
        if got is UNSET:
            model.values = UNSET
        else:
            known += 1
            model.values = (
                scalars_of(read_number, got, (at, "values"), NUMBERS)
                if got.__class__ is list
                else take(got, "values", lenient_list_of(read_number), at, model)
            )
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
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
            body["values"] = without_variants(self.values)
        return body
