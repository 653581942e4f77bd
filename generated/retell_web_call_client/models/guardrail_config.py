from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from .._writing import to_json
from ..types import (
    enum_of,
    leftover,
    list_of,
    mismatch,
    nullable,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class GuardrailConfig(Model):
    """Topics that are kept out of a call.

    Args:
        input_topics: Topics of the user that the agent does not take up.
        output_topics: Topics of the agent that are replaced before they are spoken.

    """

    _NAMES: ClassVar = frozenset({"input_topics", "output_topics"})

    input_topics: list[_models.GuardrailInputTopic | str] | None | Unset = UNSET
    """Topics of the user that the agent does not take up."""
    output_topics: list[_models.GuardrailOutputTopic | str] | None | Unset = UNSET
    """Topics of the agent that are replaced before they are spoken."""
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
        known = 0
        got = properties.get("input_topics", ABSENT)
        if got is UNSET:
            model.input_topics = UNSET
        else:
            known += 1
            model.input_topics = take(
                got, "input_topics", nullable(list_of(enum_of(_models.GuardrailInputTopic))), at, model
            )
        got = properties.get("output_topics", ABSENT)
        if got is UNSET:
            model.output_topics = UNSET
        else:
            known += 1
            model.output_topics = take(
                got, "output_topics", nullable(list_of(enum_of(_models.GuardrailOutputTopic))), at, model
            )
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
        }
        if self.input_topics is not UNSET:
            body["input_topics"] = to_json(self.input_topics)
        if self.output_topics is not UNSET:
            body["output_topics"] = to_json(self.output_topics)
        return body
