from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import (
    UNSET,
    Model,
    Place,
    Unset,
    enum_of,
    leftover,
    list_of,
    map_of,
    need,
    nullable,
    open_object,
    read_any,
    read_int,
    read_str,
    tag_of,
    take,
    take_plain,
    to_json,
    unknown_variant,
    variant,
)
from ..types import masked as _masked
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class WebCall(Model):
    """A web call. One that has just been registered has the required properties and little else; the rest is filled
    in while it goes on and after it has ended.
    """

    _NAMES: ClassVar = frozenset(
        {
            "call_type",
            "access_token",
            "call_id",
            "agent_id",
            "agent_version",
            "call_status",
            "agent_name",
            "metadata",
            "retell_llm_dynamic_variables",
            "collected_dynamic_variables",
            "custom_sip_headers",
            "data_storage_setting",
            "opt_in_signed_url",
            "start_timestamp",
            "end_timestamp",
            "duration_ms",
            "transcript",
            "transcript_object",
            "transcript_with_tool_calls",
            "scrubbed_transcript_with_tool_calls",
            "recording_url",
            "recording_multi_channel_url",
            "scrubbed_recording_url",
            "scrubbed_recording_multi_channel_url",
            "public_log_url",
            "knowledge_base_retrieved_contents_url",
            "latency",
            "disconnection_reason",
            "transfer_destination",
            "call_analysis",
            "call_cost",
            "llm_token_usage",
        }
    )

    call_type: _models.CallType | str
    """The kind of call."""
    access_token: str = _attrs_field(repr=_masked)
    """The secret with which a browser joins the call, within about 30 seconds. Opaque to you."""
    call_id: str
    """Id of the call, different for each."""
    agent_id: str
    """Id of the agent that takes the call."""
    agent_version: int
    """Version of the agent that takes the call."""
    call_status: _models.CallStatus | str
    """Where the call stands; `registered` for a new one."""
    agent_name: str | Unset = UNSET
    """Name of the agent."""
    metadata: _models.Metadata | Unset = UNSET
    """Your own data, as the request carried it."""
    retell_llm_dynamic_variables: _models.DynamicVariables | Unset = UNSET
    """The placeholder values, as the request carried them."""
    collected_dynamic_variables: _models.CollectedDynamicVariables | Unset = UNSET
    """What the agent gathered during the call."""
    custom_sip_headers: _models.CustomSipHeaders | Unset = UNSET
    """SIP headers that came with the call."""
    data_storage_setting: _models.DataStorageSetting | str | None | Unset = UNSET
    """How much of the call is kept."""
    opt_in_signed_url: bool | Unset = UNSET
    """Whether links to recordings and logs are signed and expire."""
    start_timestamp: int | Unset = UNSET
    """When the call began, in milliseconds since the Unix epoch."""
    end_timestamp: int | Unset = UNSET
    """When the call ended, in milliseconds since the Unix epoch."""
    duration_ms: int | Unset = UNSET
    """How long the call took, in milliseconds."""
    transcript: str | Unset = UNSET
    """What was said, one line a turn."""
    transcript_object: list[_models.Utterance] | Unset = UNSET
    """What was said, with times."""
    transcript_with_tool_calls: list[_models.TranscriptItem] | Unset = UNSET
    """What was said and done, in order."""
    scrubbed_transcript_with_tool_calls: list[_models.TranscriptItem] | Unset = UNSET
    """The same without personal data."""
    recording_url: str | Unset = UNSET
    """Where the recording is."""
    recording_multi_channel_url: str | Unset = UNSET
    """Where the recording with a channel for each side is."""
    scrubbed_recording_url: str | Unset = UNSET
    """Where the recording without personal data is."""
    scrubbed_recording_multi_channel_url: str | Unset = UNSET
    """Where the recording without personal data and with a channel for each side is."""
    public_log_url: str | Unset = UNSET
    """Where the log of the call is."""
    knowledge_base_retrieved_contents_url: str | Unset = UNSET
    """Where the passages taken from knowledge bases are."""
    latency: _models.CallLatency | Unset = UNSET
    """How long the parts of a reply took."""
    disconnection_reason: _models.DisconnectionReason | str | Unset = UNSET
    """Why the call ended."""
    transfer_destination: str | None | Unset = UNSET
    """Where the call was transferred to."""
    call_analysis: _models.CallAnalysis | Unset = UNSET
    """What the analysis of the ended call found."""
    call_cost: _models.CallCost | Unset = UNSET
    """What the call cost."""
    llm_token_usage: _models.LlmTokenUsage | Unset = UNSET
    """How many tokens the language model used."""
    additional_properties: dict[str, Any] = _attrs_field(factory=dict, repr=_names_alone)
    """What has no attribute: properties that the contract does not know, and those that came in another shape."""

    @classmethod
    def from_json(cls, value: Any, at: Place) -> Self:
        """Read a part of a response."""
        rest = open_object(value, at)
        # Not by __init__: its many keywords would take as long as all the rest.
        model = cls.__new__(cls)
        model.call_type = need(rest, "call_type", enum_of(_models.CallType), at)
        model.access_token = need(rest, "access_token", read_str, at)
        model.call_id = need(rest, "call_id", read_str, at)
        model.agent_id = need(rest, "agent_id", read_str, at)
        model.agent_version = need(rest, "agent_version", read_int, at)
        model.call_status = need(rest, "call_status", enum_of(_models.CallStatus), at)
        model.agent_name = take_plain(rest, "agent_name", str, at)
        model.metadata = take(rest, "metadata", map_of(read_any), at)
        model.retell_llm_dynamic_variables = take(rest, "retell_llm_dynamic_variables", map_of(read_str), at)
        model.collected_dynamic_variables = take(rest, "collected_dynamic_variables", map_of(read_any), at)
        model.custom_sip_headers = take(rest, "custom_sip_headers", map_of(read_str), at)
        model.data_storage_setting = (
            take(rest, "data_storage_setting", nullable(enum_of(_models.DataStorageSetting)), at)
            if "data_storage_setting" in rest
            else UNSET
        )
        model.opt_in_signed_url = take_plain(rest, "opt_in_signed_url", bool, at)
        model.start_timestamp = take_plain(rest, "start_timestamp", int, at)
        model.end_timestamp = take_plain(rest, "end_timestamp", int, at)
        model.duration_ms = take_plain(rest, "duration_ms", int, at)
        model.transcript = take_plain(rest, "transcript", str, at)
        model.transcript_object = (
            take(rest, "transcript_object", list_of(_models.Utterance.from_json), at)
            if "transcript_object" in rest
            else UNSET
        )
        model.transcript_with_tool_calls = take(rest, "transcript_with_tool_calls", list_of(_read_transcript_item), at)
        model.scrubbed_transcript_with_tool_calls = take(
            rest, "scrubbed_transcript_with_tool_calls", list_of(_read_transcript_item), at
        )
        model.recording_url = take_plain(rest, "recording_url", str, at)
        model.recording_multi_channel_url = take_plain(rest, "recording_multi_channel_url", str, at)
        model.scrubbed_recording_url = take_plain(rest, "scrubbed_recording_url", str, at)
        model.scrubbed_recording_multi_channel_url = take_plain(rest, "scrubbed_recording_multi_channel_url", str, at)
        model.public_log_url = take_plain(rest, "public_log_url", str, at)
        model.knowledge_base_retrieved_contents_url = take_plain(rest, "knowledge_base_retrieved_contents_url", str, at)
        model.latency = take(rest, "latency", _models.CallLatency.from_json, at) if "latency" in rest else UNSET
        model.disconnection_reason = (
            take(rest, "disconnection_reason", enum_of(_models.DisconnectionReason), at)
            if "disconnection_reason" in rest
            else UNSET
        )
        model.transfer_destination = take(rest, "transfer_destination", nullable(read_str), at)
        model.call_analysis = (
            take(rest, "call_analysis", _models.CallAnalysis.from_json, at) if "call_analysis" in rest else UNSET
        )
        model.call_cost = take(rest, "call_cost", _models.CallCost.from_json, at) if "call_cost" in rest else UNSET
        model.llm_token_usage = (
            take(rest, "llm_token_usage", _models.LlmTokenUsage.from_json, at) if "llm_token_usage" in rest else UNSET
        )
        model.additional_properties = leftover(rest, cls._NAMES, at)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
            "call_type": to_json(self.call_type),
            "access_token": self.access_token,
            "call_id": self.call_id,
            "agent_id": self.agent_id,
            "agent_version": self.agent_version,
            "call_status": to_json(self.call_status),
        }
        if self.agent_name is not UNSET:
            body["agent_name"] = self.agent_name
        if self.metadata is not UNSET:
            body["metadata"] = self.metadata
        if self.retell_llm_dynamic_variables is not UNSET:
            body["retell_llm_dynamic_variables"] = self.retell_llm_dynamic_variables
        if self.collected_dynamic_variables is not UNSET:
            body["collected_dynamic_variables"] = self.collected_dynamic_variables
        if self.custom_sip_headers is not UNSET:
            body["custom_sip_headers"] = self.custom_sip_headers
        if self.data_storage_setting is not UNSET:
            body["data_storage_setting"] = to_json(self.data_storage_setting)
        if self.opt_in_signed_url is not UNSET:
            body["opt_in_signed_url"] = self.opt_in_signed_url
        if self.start_timestamp is not UNSET:
            body["start_timestamp"] = self.start_timestamp
        if self.end_timestamp is not UNSET:
            body["end_timestamp"] = self.end_timestamp
        if self.duration_ms is not UNSET:
            body["duration_ms"] = self.duration_ms
        if self.transcript is not UNSET:
            body["transcript"] = self.transcript
        if self.transcript_object is not UNSET:
            body["transcript_object"] = to_json(self.transcript_object)
        if self.transcript_with_tool_calls is not UNSET:
            body["transcript_with_tool_calls"] = to_json(self.transcript_with_tool_calls)
        if self.scrubbed_transcript_with_tool_calls is not UNSET:
            body["scrubbed_transcript_with_tool_calls"] = to_json(self.scrubbed_transcript_with_tool_calls)
        if self.recording_url is not UNSET:
            body["recording_url"] = self.recording_url
        if self.recording_multi_channel_url is not UNSET:
            body["recording_multi_channel_url"] = self.recording_multi_channel_url
        if self.scrubbed_recording_url is not UNSET:
            body["scrubbed_recording_url"] = self.scrubbed_recording_url
        if self.scrubbed_recording_multi_channel_url is not UNSET:
            body["scrubbed_recording_multi_channel_url"] = self.scrubbed_recording_multi_channel_url
        if self.public_log_url is not UNSET:
            body["public_log_url"] = self.public_log_url
        if self.knowledge_base_retrieved_contents_url is not UNSET:
            body["knowledge_base_retrieved_contents_url"] = self.knowledge_base_retrieved_contents_url
        if self.latency is not UNSET:
            body["latency"] = to_json(self.latency)
        if self.disconnection_reason is not UNSET:
            body["disconnection_reason"] = to_json(self.disconnection_reason)
        if self.transfer_destination is not UNSET:
            body["transfer_destination"] = self.transfer_destination
        if self.call_analysis is not UNSET:
            body["call_analysis"] = to_json(self.call_analysis)
        if self.call_cost is not UNSET:
            body["call_cost"] = to_json(self.call_cost)
        if self.llm_token_usage is not UNSET:
            body["llm_token_usage"] = to_json(self.llm_token_usage)
        return body


def _read_transcript_item(value: Any, at: Place) -> _models.TranscriptItem:
    """Tell the kinds apart by `role`."""
    tag = tag_of(value, "role")
    if tag in ("agent", "user", "transfer_target"):
        return variant(_models.Utterance.from_json, value, at)
    if tag == "tool_call_invocation":
        return variant(_models.ToolCallInvocation.from_json, value, at)
    if tag == "tool_call_result":
        return variant(_models.ToolCallResult.from_json, value, at)
    if tag == "dtmf":
        return variant(_models.DtmfInput.from_json, value, at)
    return unknown_variant(value, "role", at)
