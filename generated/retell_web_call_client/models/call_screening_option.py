from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .._drift import ABSENT, Place
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from ..types import (
    leftover,
    mismatch,
    need,
    read_str,
)


@_attrs_define(kw_only=True, repr=False)
class CallScreeningOption(Model):
    """Response to somebody who screens calls.

    Args:
        agent_identity: Name of the caller.
        call_purpose: Purpose of the call.

    """

    _NAMES: ClassVar = frozenset({"agent_identity", "call_purpose"})

    agent_identity: str
    """Name of the caller."""
    call_purpose: str
    """Purpose of the call."""
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
        if len(properties) == 2:  # probably all of them
            try:
                got_1 = properties["agent_identity"]
                got_2 = properties["call_purpose"]
            except KeyError:
                pass
            else:
                if (got_1.__class__ is str) and (got_2.__class__ is str):
                    model.agent_identity = got_1
                    model.call_purpose = got_2
                    return model
        known = 2
        got = properties.get("agent_identity", ABSENT)
        model.agent_identity = got if got.__class__ is str else need(got, "agent_identity", read_str, at)
        got = properties.get("call_purpose", ABSENT)
        model.call_purpose = got if got.__class__ is str else need(got, "call_purpose", read_str, at)
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "agent_identity": self.agent_identity,
            "call_purpose": self.call_purpose,
        }
        return body
