from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="LlmTokenUsage")


@_attrs_define
class LlmTokenUsage:
    """How many tokens the language model used in a call."""

    values: list[float]
    """ The tokens of each request. """
    average: float
    """ The mean of the values. """
    num_requests: float
    """ How many requests there were. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        values = self.values

        average = self.average

        num_requests = self.num_requests

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "values": values,
                "average": average,
                "num_requests": num_requests,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        values = cast(list[float], d.pop("values"))

        average = d.pop("average")

        num_requests = d.pop("num_requests")

        llm_token_usage = cls(
            values=values,
            average=average,
            num_requests=num_requests,
        )

        llm_token_usage.additional_properties = d
        return llm_token_usage

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
