from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="ConversationFlowEngine")


@_attrs_define
class ConversationFlowEngine:
    """Replies come from a conversation flow."""

    type_: Literal["conversation-flow"]
    """ Always `conversation-flow`. """
    conversation_flow_id: str
    """ Id of the conversation flow. """
    version: float | None | Unset = UNSET
    """ Version of the conversation flow. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        conversation_flow_id = self.conversation_flow_id

        version: float | None | Unset
        if isinstance(self.version, Unset):
            version = UNSET
        else:
            version = self.version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "conversation_flow_id": conversation_flow_id,
            }
        )
        if version is not UNSET:
            field_dict["version"] = version

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        type_ = cast(Literal["conversation-flow"], d.pop("type"))
        if type_ != "conversation-flow":
            raise ValueError(f"type must match const 'conversation-flow', got '{type_}'")

        conversation_flow_id = d.pop("conversation_flow_id")

        def _parse_version(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        version = _parse_version(d.pop("version", UNSET))

        conversation_flow_engine = cls(
            type_=type_,
            conversation_flow_id=conversation_flow_id,
            version=version,
        )

        conversation_flow_engine.additional_properties = d
        return conversation_flow_engine

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
