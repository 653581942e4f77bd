from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DtmfInput")


@_attrs_define
class DtmfInput:
    """The user pressed a key."""

    role: Literal["dtmf"]
    """ Always `dtmf`. """
    digit: str
    """ The key. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        role = self.role

        digit = self.digit

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "role": role,
                "digit": digit,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        role = cast(Literal["dtmf"], d.pop("role"))
        if role != "dtmf":
            raise ValueError(f"role must match const 'dtmf', got '{role}'")

        digit = d.pop("digit")

        dtmf_input = cls(
            role=role,
            digit=digit,
        )

        dtmf_input.additional_properties = d
        return dtmf_input

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
