from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from .._writing import to_json
from ..types import (
    const_of,
    enum_of,
    leftover,
    mismatch,
    need,
    read_number,
    read_str,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class NodeTransition(Model):
    """The agent's conversation flow went from one node to another.

    Args:
        role: Always `node_transition`.
        former_node_id: Id of the node that it left.
        former_node_name: Name of the node that it left.
        new_node_id: Id of the node that it came to.
        new_node_name: Name of the node that it came to.
        transition_type: Origin of the item.
        time_sec: When it happened, in seconds from the start of the call.

    """

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
    """Origin of the item."""
    time_sec: float | Unset = UNSET
    """When it happened, in seconds from the start of the call."""
    additional_properties: dict[str, Any] = _attrs_field(factory=AdditionalProperties, repr=_names_alone)
    """Properties without an attribute: the contract does not describe them, or their values have the wrong type."""

    @classmethod
    def from_json(cls, value: Any, at: Place) -> Self:
        """Read a part of a response."""
        if value.__class__ is not dict:
            raise mismatch(value, at)
        properties: dict[str, Any] = value
        # Neither __init__ nor a function for each plain value: that would double the time of reading.
        model = cls.__new__(cls)
        model._extra = None
        known = 5
        got = properties.get("role", ABSENT)
        model.role = need(got, "role", const_of("node_transition"), at)
        got = properties.get("former_node_id", ABSENT)
        model.former_node_id = got if got.__class__ is str else need(got, "former_node_id", read_str, at)
        got = properties.get("former_node_name", ABSENT)
        model.former_node_name = got if got.__class__ is str else need(got, "former_node_name", read_str, at)
        got = properties.get("new_node_id", ABSENT)
        model.new_node_id = got if got.__class__ is str else need(got, "new_node_id", read_str, at)
        got = properties.get("new_node_name", ABSENT)
        model.new_node_name = got if got.__class__ is str else need(got, "new_node_name", read_str, at)
        got = properties.get("transition_type", ABSENT)
        if got is UNSET:
            model.transition_type = UNSET
        else:
            known += 1
            model.transition_type = (
                enum_of(_models.NodeTransitionType)(got, (at, "transition_type"))
                if got.__class__ is str
                else take(got, "transition_type", enum_of(_models.NodeTransitionType), at, model)
            )
        got = properties.get("time_sec", ABSENT)
        if got is UNSET:
            model.time_sec = UNSET
        else:
            known += 1
            model.time_sec = (
                got if got.__class__ is float or got.__class__ is int else take(got, "time_sec", read_number, at, model)
            )
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
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
