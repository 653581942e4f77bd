from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from ..types import (
    leftover,
    mismatch,
    read_int,
    read_number,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class KnowledgeBaseConfig(Model):
    """Retrieval of passages from knowledge bases.

    Args:
        top_k: Largest number of passages to retrieve.
        filter_score: Least similarity of a retrieved passage.

    """

    _NAMES: ClassVar = frozenset({"top_k", "filter_score"})

    top_k: int | Unset = UNSET
    """Largest number of passages to retrieve."""
    filter_score: float | Unset = UNSET
    """Least similarity of a retrieved passage."""
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
                got_1 = properties["top_k"]
                got_2 = properties["filter_score"]
            except KeyError:
                pass
            else:
                if (got_1.__class__ is int) and (got_2.__class__ is float or got_2.__class__ is int):
                    model.top_k = got_1
                    model.filter_score = got_2
                    return model
        known = 0
        got = properties.get("top_k", ABSENT)
        if got is UNSET:
            model.top_k = UNSET
        else:
            known += 1
            model.top_k = got if got.__class__ is int else take(got, "top_k", read_int, at, model)
        got = properties.get("filter_score", ABSENT)
        if got is UNSET:
            model.filter_score = UNSET
        else:
            known += 1
            model.filter_score = (
                got
                if got.__class__ is float or got.__class__ is int
                else take(got, "filter_score", read_number, at, model)
            )
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
        }
        if self.top_k is not UNSET:
            body["top_k"] = self.top_k
        if self.filter_score is not UNSET:
            body["filter_score"] = self.filter_score
        return body
