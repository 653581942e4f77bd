from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ToolCallResult")


@_attrs_define
class ToolCallResult:
    """A tool answered."""

    role: Literal["tool_call_result"]
    """ Always `tool_call_result`. """
    tool_call_id: str
    """ Id of the tool call that this answers. """
    content: str
    """ What the tool returned. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        role = self.role

        tool_call_id = self.tool_call_id

        content = self.content

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "role": role,
                "tool_call_id": tool_call_id,
                "content": content,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        role = cast(Literal["tool_call_result"], d.pop("role"))
        if role != "tool_call_result":
            raise ValueError(f"role must match const 'tool_call_result', got '{role}'")

        tool_call_id = d.pop("tool_call_id")

        content = d.pop("content")

        tool_call_result = cls(
            role=role,
            tool_call_id=tool_call_id,
            content=content,
        )

        tool_call_result.additional_properties = d
        return tool_call_result

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
