from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model, UnknownVariant
from .._model import names_alone as _names_alone
from .._writing import without_variants
from ..types import (
    NUMBERS,
    lack,
    leftover,
    lenient_list_of,
    mismatch,
    read_number,
    scalars_of,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class LlmTokenUsage(Model):
    """Tokens that the language model used in a call.

    Args:
        values: The tokens of each request.
        average: The mean of the values.
        num_requests: Number of requests.

    """

    _NAMES: ClassVar = frozenset({"values", "average", "num_requests"})

    values: list[float | UnknownVariant] | Unset
    """The tokens of each request."""
    average: float | Unset
    """The mean of the values."""
    num_requests: float | Unset
    """Number of requests."""
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
        if len(properties) == 3:  # probably all of them
            try:
                got_1 = properties["values"]
                got_2 = properties["average"]
                got_3 = properties["num_requests"]
            except KeyError:
                pass
            else:
                if (
                    (got_1.__class__ is list)
                    and (got_2.__class__ is float or got_2.__class__ is int)
                    and (got_3.__class__ is float or got_3.__class__ is int)
                ):
                    model.values = scalars_of(read_number, got_1, (at, "values"), NUMBERS)
                    model.average = got_2
                    model.num_requests = got_3
                    return model
        known = 0
        got = properties.get("values", ABSENT)
        if got is UNSET:
            model.values = lack("values", at)
        else:
            known += 1
            model.values = (
                scalars_of(read_number, got, (at, "values"), NUMBERS)
                if got.__class__ is list
                else take(got, "values", lenient_list_of(read_number), at, model)
            )
        got = properties.get("average", ABSENT)
        if got is UNSET:
            model.average = lack("average", at)
        else:
            known += 1
            model.average = (
                got if got.__class__ is float or got.__class__ is int else take(got, "average", read_number, at, model)
            )
        got = properties.get("num_requests", ABSENT)
        if got is UNSET:
            model.num_requests = lack("num_requests", at)
        else:
            known += 1
            model.num_requests = (
                got
                if got.__class__ is float or got.__class__ is int
                else take(got, "num_requests", read_number, at, model)
            )
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
        }
        if self.values is not UNSET:
            body["values"] = without_variants(self.values)
        if self.average is not UNSET:
            body["average"] = self.average
        if self.num_requests is not UNSET:
            body["num_requests"] = self.num_requests
        return body
