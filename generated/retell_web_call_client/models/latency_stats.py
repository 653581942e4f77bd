from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="LatencyStats")


@_attrs_define
class LatencyStats:
    """Statistics of one latency over a call, in milliseconds."""

    p50: float | Unset = UNSET
    """ Half of the values are below this. """
    p90: float | Unset = UNSET
    """ 90 % of the values are below this. """
    p95: float | Unset = UNSET
    """ 95 % of the values are below this. """
    p99: float | Unset = UNSET
    """ 99 % of the values are below this. """
    max_: float | Unset = UNSET
    """ The largest value. """
    min_: float | Unset = UNSET
    """ The smallest value. """
    num: float | Unset = UNSET
    """ How many values there are. """
    values: list[float] | Unset = UNSET
    """ All values. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        p50 = self.p50

        p90 = self.p90

        p95 = self.p95

        p99 = self.p99

        max_ = self.max_

        min_ = self.min_

        num = self.num

        values: list[float] | Unset = UNSET
        if not isinstance(self.values, Unset):
            values = self.values

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if p50 is not UNSET:
            field_dict["p50"] = p50
        if p90 is not UNSET:
            field_dict["p90"] = p90
        if p95 is not UNSET:
            field_dict["p95"] = p95
        if p99 is not UNSET:
            field_dict["p99"] = p99
        if max_ is not UNSET:
            field_dict["max"] = max_
        if min_ is not UNSET:
            field_dict["min"] = min_
        if num is not UNSET:
            field_dict["num"] = num
        if values is not UNSET:
            field_dict["values"] = values

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        p50 = d.pop("p50", UNSET)

        p90 = d.pop("p90", UNSET)

        p95 = d.pop("p95", UNSET)

        p99 = d.pop("p99", UNSET)

        max_ = d.pop("max", UNSET)

        min_ = d.pop("min", UNSET)

        num = d.pop("num", UNSET)

        values = cast(list[float], d.pop("values", UNSET))

        latency_stats = cls(
            p50=p50,
            p90=p90,
            p95=p95,
            p99=p99,
            max_=max_,
            min_=min_,
            num=num,
            values=values,
        )

        latency_stats.additional_properties = d
        return latency_stats

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
