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
    map_of,
    mismatch,
    read_any,
    read_bool,
    read_str,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class CallAnalysis(Model):
    """Analysis of an ended call.

    Args:
        call_summary: The call in a few sentences.
        in_voicemail: If true, a voicemail took the call.
        user_sentiment: Sentiment of the user.
        call_successful: If true, the agent reached its goal.
        custom_analysis_data: The answers to `post_call_analysis_data`.

    """

    _NAMES: ClassVar = frozenset(
        {"call_summary", "in_voicemail", "user_sentiment", "call_successful", "custom_analysis_data"}
    )

    call_summary: str | Unset = UNSET
    """The call in a few sentences."""
    in_voicemail: bool | Unset = UNSET
    """If true, a voicemail took the call."""
    user_sentiment: _models.UserSentiment | str | Unset = UNSET
    """Sentiment of the user."""
    call_successful: bool | Unset = UNSET
    """If true, the agent reached its goal."""
    custom_analysis_data: _models.CustomAnalysisData | Unset = UNSET
    """The answers to `post_call_analysis_data`."""
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
        if len(properties) == 5:  # probably all of them
            try:
                got_1 = properties["call_summary"]
                got_2 = properties["in_voicemail"]
                got_3 = properties["user_sentiment"]
                got_4 = properties["call_successful"]
                got_5 = properties["custom_analysis_data"]
            except KeyError:
                pass
            else:
                if (
                    (got_1.__class__ is str)
                    and (got_2.__class__ is bool)
                    and (got_3.__class__ is str)
                    and (got_4.__class__ is bool)
                    and (got_5.__class__ is dict)
                ):
                    model.call_summary = got_1
                    model.in_voicemail = got_2
                    model.user_sentiment = enum_of(_models.UserSentiment)(got_3, (at, "user_sentiment"))
                    model.call_successful = got_4
                    model.custom_analysis_data = got_5.copy()
                    return model
        known = 0
        got = properties.get("call_summary", ABSENT)
        if got is UNSET:
            model.call_summary = UNSET
        else:
            known += 1
            model.call_summary = got if got.__class__ is str else take(got, "call_summary", read_str, at, model)
        got = properties.get("in_voicemail", ABSENT)
        if got is UNSET:
            model.in_voicemail = UNSET
        else:
            known += 1
            model.in_voicemail = got if got.__class__ is bool else take(got, "in_voicemail", read_bool, at, model)
        got = properties.get("user_sentiment", ABSENT)
        if got is UNSET:
            model.user_sentiment = UNSET
        else:
            known += 1
            model.user_sentiment = (
                enum_of(_models.UserSentiment)(got, (at, "user_sentiment"))
                if got.__class__ is str
                else take(got, "user_sentiment", enum_of(_models.UserSentiment), at, model)
            )
        got = properties.get("call_successful", ABSENT)
        if got is UNSET:
            model.call_successful = UNSET
        else:
            known += 1
            model.call_successful = got if got.__class__ is bool else take(got, "call_successful", read_bool, at, model)
        got = properties.get("custom_analysis_data", ABSENT)
        if got is UNSET:
            model.custom_analysis_data = UNSET
        else:
            known += 1
            model.custom_analysis_data = (
                got.copy() if got.__class__ is dict else take(got, "custom_analysis_data", map_of(read_any), at, model)
            )
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
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
