from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.user_sentiment import UserSentiment
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.custom_analysis_data import CustomAnalysisData


T = TypeVar("T", bound="CallAnalysis")


@_attrs_define
class CallAnalysis:
    """What the analysis of an ended call found."""

    call_summary: str | Unset = UNSET
    """ The call in a few sentences. """
    in_voicemail: bool | Unset = UNSET
    """ Whether a voicemail took the call. """
    user_sentiment: UserSentiment | Unset = UNSET
    """ How a user felt. """
    call_successful: bool | Unset = UNSET
    """ Whether the agent reached its goal. """
    custom_analysis_data: CustomAnalysisData | Unset = UNSET
    """ Answers to the questions asked of an ended call, by name, with any JSON inside. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        call_summary = self.call_summary

        in_voicemail = self.in_voicemail

        user_sentiment: str | Unset = UNSET
        if not isinstance(self.user_sentiment, Unset):
            user_sentiment = self.user_sentiment.value

        call_successful = self.call_successful

        custom_analysis_data: dict[str, Any] | Unset = UNSET
        if not isinstance(self.custom_analysis_data, Unset):
            custom_analysis_data = self.custom_analysis_data.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if call_summary is not UNSET:
            field_dict["call_summary"] = call_summary
        if in_voicemail is not UNSET:
            field_dict["in_voicemail"] = in_voicemail
        if user_sentiment is not UNSET:
            field_dict["user_sentiment"] = user_sentiment
        if call_successful is not UNSET:
            field_dict["call_successful"] = call_successful
        if custom_analysis_data is not UNSET:
            field_dict["custom_analysis_data"] = custom_analysis_data

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.custom_analysis_data import CustomAnalysisData  # noqa: PLC0415

        d = dict(src_dict)
        call_summary = d.pop("call_summary", UNSET)

        in_voicemail = d.pop("in_voicemail", UNSET)

        _user_sentiment = d.pop("user_sentiment", UNSET)
        user_sentiment: UserSentiment | Unset
        if isinstance(_user_sentiment, Unset):
            user_sentiment = UNSET
        else:
            user_sentiment = UserSentiment(_user_sentiment)

        call_successful = d.pop("call_successful", UNSET)

        _custom_analysis_data = d.pop("custom_analysis_data", UNSET)
        custom_analysis_data: CustomAnalysisData | Unset
        if isinstance(_custom_analysis_data, Unset):
            custom_analysis_data = UNSET
        else:
            custom_analysis_data = CustomAnalysisData.from_dict(_custom_analysis_data)

        call_analysis = cls(
            call_summary=call_summary,
            in_voicemail=in_voicemail,
            user_sentiment=user_sentiment,
            call_successful=call_successful,
            custom_analysis_data=custom_analysis_data,
        )

        call_analysis.additional_properties = d
        return call_analysis

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
