from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import (
    ABSENT,
    UNSET,
    Model,
    Place,
    Unset,
    enum_of,
    leftover,
    map_of,
    mismatch,
    read_any,
    read_bool,
    read_str,
    take,
    to_json,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class CallAnalysis(Model):
    """What the analysis of an ended call found."""

    _NAMES: ClassVar = frozenset(
        {"call_summary", "in_voicemail", "user_sentiment", "call_successful", "custom_analysis_data"}
    )

    call_summary: str | Unset = UNSET
    """The call in a few sentences."""
    in_voicemail: bool | Unset = UNSET
    """Whether a voicemail took the call."""
    user_sentiment: _models.UserSentiment | str | Unset = UNSET
    """How the user felt."""
    call_successful: bool | Unset = UNSET
    """Whether the agent reached its goal."""
    custom_analysis_data: _models.CustomAnalysisData | Unset = UNSET
    """The answers to `post_call_analysis_data`."""
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
        got = properties.get("call_summary", ABSENT)
        model.call_summary = (
            got if got.__class__ is str or got is UNSET else take(properties, "call_summary", read_str, at, odd)
        )
        got = properties.get("in_voicemail", ABSENT)
        model.in_voicemail = (
            got if got.__class__ is bool or got is UNSET else take(properties, "in_voicemail", read_bool, at, odd)
        )
        model.user_sentiment = (
            take(properties, "user_sentiment", enum_of(_models.UserSentiment), at, odd)
            if "user_sentiment" in properties
            else UNSET
        )
        got = properties.get("call_successful", ABSENT)
        model.call_successful = (
            got if got.__class__ is bool or got is UNSET else take(properties, "call_successful", read_bool, at, odd)
        )
        model.custom_analysis_data = (
            take(properties, "custom_analysis_data", map_of(read_any), at, odd)
            if "custom_analysis_data" in properties
            else UNSET
        )
        if not properties.keys() <= cls._NAMES:
            leftover(properties, cls._NAMES, at, odd)
        model.additional_properties = odd
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
        }
        if self.call_summary is not UNSET:
            body["call_summary"] = self.call_summary
        if self.in_voicemail is not UNSET:
            body["in_voicemail"] = self.in_voicemail
        if self.user_sentiment is not UNSET:
            body["user_sentiment"] = to_json(self.user_sentiment)
        if self.call_successful is not UNSET:
            body["call_successful"] = self.call_successful
        if self.custom_analysis_data is not UNSET:
            body["custom_analysis_data"] = self.custom_analysis_data
        return body
