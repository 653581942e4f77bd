from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import (
    UNSET,
    Model,
    Place,
    Unset,
    const_of,
    enum_of,
    leftover,
    need,
    open_object,
    take_plain,
    to_json,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class ModelChoice(Model):
    """The model that runs a conversation flow."""

    _NAMES: ClassVar = frozenset(
        {
            "type",
            "model",
            "high_priority",
        }
    )

    type_: Literal["cascading"] = "cascading"
    """Always `cascading`."""
    model: _models.LlmModel | str
    """The language model."""
    high_priority: bool | Unset = UNSET
    """Whether to pay for lower and steadier latency of the model."""
    additional_properties: dict[str, Any] = _attrs_field(factory=dict, repr=_names_alone)
    """What has no attribute: properties that the contract does not know, and those that came in another shape."""

    @classmethod
    def from_json(cls, value: Any, at: Place) -> Self:
        """Read a part of a response."""
        rest = open_object(value, at)
        # Not by __init__: its many keywords would take as long as all the rest.
        model = cls.__new__(cls)
        model.type_ = need(rest, "type", const_of("cascading"), at)
        model.model = need(rest, "model", enum_of(_models.LlmModel), at)
        model.high_priority = take_plain(rest, "high_priority", bool, at)
        model.additional_properties = leftover(rest, cls._NAMES, at)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
            "type": self.type_,
            "model": to_json(self.model),
        }
        if self.high_priority is not UNSET:
            body["high_priority"] = self.high_priority
        return body
