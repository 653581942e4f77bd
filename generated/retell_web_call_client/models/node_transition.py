from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import (
    ABSENT,
    UNSET,
    Model,
    Place,
    Unset,
    const_of,
    enum_of,
    leftover,
    mismatch,
    need,
    read_number,
    read_str,
    take,
    to_json,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class NodeTransition(Model):
    """The agent's conversation flow went from one node to another."""

    _NAMES: ClassVar = frozenset(
        {"role", "former_node_id", "former_node_name", "new_node_id", "new_node_name", "transition_type", "time_sec"}
    )

    role: Literal["node_transition"] = "node_transition"
    """Always `node_transition`."""
    former_node_id: str
    """Id of the node that it left."""
    former_node_name: str
    """Name of the node that it left."""
    new_node_id: str
    """Id of the node that it came to."""
    new_node_name: str
    """Name of the node that it came to."""
    transition_type: _models.NodeTransitionType | str | Unset = UNSET
    """How it came there."""
    time_sec: float | Unset = UNSET
    """When it happened, in seconds from the start of the call."""
    additional_properties: dict[str, Any] = _attrs_field(factory=dict, repr=_names_alone)
    """What has no attribute: properties that the contract does not know, and those that came in another shape."""

    @classmethod
    def from_json(cls, value: Any, at: Place) -> Self:
        """Read a part of a response."""
        if value.__class__ is not dict:
            raise mismatch(value, at)
        properties: dict[str, Any] = value
        # Not by __init__, nor by a function for each plain value: that would take as long as all the rest.
        model = cls.__new__(cls)
        odd: dict[str, Any] = {}
        model.role = need(properties, "role", const_of("node_transition"), at)
        got = properties.get("former_node_id", ABSENT)
        model.former_node_id = got if got.__class__ is str else need(properties, "former_node_id", read_str, at)
        got = properties.get("former_node_name", ABSENT)
        model.former_node_name = got if got.__class__ is str else need(properties, "former_node_name", read_str, at)
        got = properties.get("new_node_id", ABSENT)
        model.new_node_id = got if got.__class__ is str else need(properties, "new_node_id", read_str, at)
        got = properties.get("new_node_name", ABSENT)
        model.new_node_name = got if got.__class__ is str else need(properties, "new_node_name", read_str, at)
        model.transition_type = (
            take(properties, "transition_type", enum_of(_models.NodeTransitionType), at, odd)
            if "transition_type" in properties
            else UNSET
        )
        got = properties.get("time_sec", ABSENT)
        model.time_sec = (
            got
            if got.__class__ is float or got.__class__ is int or got is UNSET
            else take(properties, "time_sec", read_number, at, odd)
        )
        if not properties.keys() <= cls._NAMES:
            leftover(properties, cls._NAMES, at, odd)
        model.additional_properties = odd
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
            "role": self.role,
            "former_node_id": self.former_node_id,
            "former_node_name": self.former_node_name,
            "new_node_id": self.new_node_id,
            "new_node_name": self.new_node_name,
        }
        if self.transition_type is not UNSET:
            body["transition_type"] = to_json(self.transition_type)
        if self.time_sec is not UNSET:
            body["time_sec"] = self.time_sec
        return body
