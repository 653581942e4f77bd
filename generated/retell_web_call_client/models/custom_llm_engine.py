from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="CustomLlmEngine")


@_attrs_define
class CustomLlmEngine:
    """Replies come from a server of your own over a websocket."""

    type_: Literal["custom-llm"]
    """ Always `custom-llm`. """
    llm_websocket_url: str
    """ Address of the websocket. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        llm_websocket_url = self.llm_websocket_url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "llm_websocket_url": llm_websocket_url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        type_ = cast(Literal["custom-llm"], d.pop("type"))
        if type_ != "custom-llm":
            raise ValueError(f"type must match const 'custom-llm', got '{type_}'")

        llm_websocket_url = d.pop("llm_websocket_url")

        custom_llm_engine = cls(
            type_=type_,
            llm_websocket_url=llm_websocket_url,
        )

        custom_llm_engine.additional_properties = d
        return custom_llm_engine

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
