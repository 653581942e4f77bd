from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ToolCallInvocation")


@_attrs_define
class ToolCallInvocation:
    """The agent called a tool."""

    role: Literal["tool_call_invocation"]
    """ Always `tool_call_invocation`. """
    tool_call_id: str
    """ Id of the tool call within this call. """
    name: str
    """ Name of the tool. """
    arguments: str
    """ What the tool was given, a JSON object as a string. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        role = self.role

        tool_call_id = self.tool_call_id

        name = self.name

        arguments = self.arguments

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "role": role,
                "tool_call_id": tool_call_id,
                "name": name,
                "arguments": arguments,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        role = cast(Literal["tool_call_invocation"], d.pop("role"))
        if role != "tool_call_invocation":
            raise ValueError(f"role must match const 'tool_call_invocation', got '{role}'")

        tool_call_id = d.pop("tool_call_id")

        name = d.pop("name")

        arguments = d.pop("arguments")

        tool_call_invocation = cls(
            role=role,
            tool_call_id=tool_call_id,
            name=name,
            arguments=arguments,
        )

        tool_call_invocation.additional_properties = d
        return tool_call_invocation

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
