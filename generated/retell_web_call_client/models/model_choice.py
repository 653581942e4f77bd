from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.llm_model import LlmModel
from ..types import UNSET, Unset

T = TypeVar("T", bound="ModelChoice")


@_attrs_define
class ModelChoice:
    """The model that runs a conversation flow."""

    type_: Literal["cascading"]
    """ Always `cascading`. """
    model: LlmModel
    """ A language model. """
    high_priority: bool | Unset = UNSET
    """ Whether to pay for lower and steadier latency of the model. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        model = self.model.value

        high_priority = self.high_priority

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "model": model,
            }
        )
        if high_priority is not UNSET:
            field_dict["high_priority"] = high_priority

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        type_ = cast(Literal["cascading"], d.pop("type"))
        if type_ != "cascading":
            raise ValueError(f"type must match const 'cascading', got '{type_}'")

        model = LlmModel(d.pop("model"))

        high_priority = d.pop("high_priority", UNSET)

        model_choice = cls(
            type_=type_,
            model=model,
            high_priority=high_priority,
        )

        model_choice.additional_properties = d
        return model_choice

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
