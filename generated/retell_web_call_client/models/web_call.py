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
    list_of,
    map_of,
    mismatch,
    need,
    nullable,
    read_any,
    read_bool,
    read_int,
    read_str,
    tag_of,
    take,
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
            "agent_tag",
            "metadata",
            "retell_llm_dynamic_variables",
            "collected_dynamic_variables",
            "custom_sip_headers",
            "data_storage_setting",
            "opt_in_signed_url",
            "opt_out_sensitive_data_storage",
            "start_timestamp",
            "end_timestamp",
            "duration_ms",
            "transcript",
            "transcript_object",
            "transcript_with_tool_calls",
            "scrubbed_transcript_with_tool_calls",
            "pre_session_transcript_with_tool_calls",
            "post_session_transcript_with_tool_calls",
            "scrubbed_pre_session_transcript_with_tool_calls",
            "scrubbed_post_session_transcript_with_tool_calls",
            "tool_calls",
            "recording_url",
            "recording_multi_channel_url",
            "scrubbed_recording_url",
            "scrubbed_recording_multi_channel_url",
            "public_log_url",
            "knowledge_base_retrieved_contents_url",
            "latency",
            "disconnection_reason",
            "transfer_destination",
            "transfer_end_timestamp",
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
    agent_tag: str | Unset = UNSET
    """Tag that named the agent's version when the call was registered, if there was one."""
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
    opt_out_sensitive_data_storage: bool | Unset = UNSET
    """Whether less of the call is kept; `data_storage_setting` took its place."""
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
    pre_session_transcript_with_tool_calls: list[_models.TranscriptItem] | Unset = UNSET
    """What the tools did that ran before the agent's first words."""
    post_session_transcript_with_tool_calls: list[_models.TranscriptItem] | Unset = UNSET
    """What the tools did that ran after the analysis."""
    scrubbed_pre_session_transcript_with_tool_calls: list[_models.TranscriptItem] | Unset = UNSET
    """What the tools did before the call, without personal data."""
    scrubbed_post_session_transcript_with_tool_calls: list[_models.TranscriptItem] | Unset = UNSET
    """What the tools did after the call, without personal data."""
    tool_calls: list[_models.ToolCall] | Unset = UNSET
    """The tools that were called."""
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
    transfer_end_timestamp: int | Unset = UNSET
    """When the call that was transferred ended, in milliseconds since the Unix epoch."""
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
        if value.__class__ is not dict:
            raise mismatch(value, at)
        properties: dict[str, Any] = value
        # Not by __init__, nor by a function for each plain value: that would take as long as all the rest.
        model = cls.__new__(cls)
        odd: dict[str, Any] = {}
        model.call_type = need(properties, "call_type", enum_of(_models.CallType), at)
        got = properties.get("access_token", ABSENT)
        model.access_token = got if got.__class__ is str else need(properties, "access_token", read_str, at)
        got = properties.get("call_id", ABSENT)
        model.call_id = got if got.__class__ is str else need(properties, "call_id", read_str, at)
        got = properties.get("agent_id", ABSENT)
        model.agent_id = got if got.__class__ is str else need(properties, "agent_id", read_str, at)
        got = properties.get("agent_version", ABSENT)
        model.agent_version = got if got.__class__ is int else need(properties, "agent_version", read_int, at)
        model.call_status = need(properties, "call_status", enum_of(_models.CallStatus), at)
        got = properties.get("agent_name", ABSENT)
        model.agent_name = (
            got if got.__class__ is str or got is UNSET else take(properties, "agent_name", read_str, at, odd)
        )
        got = properties.get("agent_tag", ABSENT)
        model.agent_tag = (
            got if got.__class__ is str or got is UNSET else take(properties, "agent_tag", read_str, at, odd)
        )
        model.metadata = take(properties, "metadata", map_of(read_any), at, odd) if "metadata" in properties else UNSET
        model.retell_llm_dynamic_variables = (
            take(properties, "retell_llm_dynamic_variables", map_of(read_str), at, odd)
            if "retell_llm_dynamic_variables" in properties
            else UNSET
        )
        model.collected_dynamic_variables = (
            take(properties, "collected_dynamic_variables", map_of(read_any), at, odd)
            if "collected_dynamic_variables" in properties
            else UNSET
        )
        model.custom_sip_headers = (
            take(properties, "custom_sip_headers", map_of(read_str), at, odd)
            if "custom_sip_headers" in properties
            else UNSET
        )
        model.data_storage_setting = (
            take(properties, "data_storage_setting", nullable(enum_of(_models.DataStorageSetting)), at, odd)
            if "data_storage_setting" in properties
            else UNSET
        )
        got = properties.get("opt_in_signed_url", ABSENT)
        model.opt_in_signed_url = (
            got if got.__class__ is bool or got is UNSET else take(properties, "opt_in_signed_url", read_bool, at, odd)
        )
        got = properties.get("opt_out_sensitive_data_storage", ABSENT)
        model.opt_out_sensitive_data_storage = (
            got
            if got.__class__ is bool or got is UNSET
            else take(properties, "opt_out_sensitive_data_storage", read_bool, at, odd)
        )
        got = properties.get("start_timestamp", ABSENT)
        model.start_timestamp = (
            got if got.__class__ is int or got is UNSET else take(properties, "start_timestamp", read_int, at, odd)
        )
        got = properties.get("end_timestamp", ABSENT)
        model.end_timestamp = (
            got if got.__class__ is int or got is UNSET else take(properties, "end_timestamp", read_int, at, odd)
        )
        got = properties.get("duration_ms", ABSENT)
        model.duration_ms = (
            got if got.__class__ is int or got is UNSET else take(properties, "duration_ms", read_int, at, odd)
        )
        got = properties.get("transcript", ABSENT)
        model.transcript = (
            got if got.__class__ is str or got is UNSET else take(properties, "transcript", read_str, at, odd)
        )
        model.transcript_object = (
            take(properties, "transcript_object", list_of(_models.Utterance.from_json), at, odd)
            if "transcript_object" in properties
            else UNSET
        )
        model.transcript_with_tool_calls = (
            take(properties, "transcript_with_tool_calls", list_of(_read_transcript_item), at, odd)
            if "transcript_with_tool_calls" in properties
            else UNSET
        )
        model.scrubbed_transcript_with_tool_calls = (
            take(properties, "scrubbed_transcript_with_tool_calls", list_of(_read_transcript_item), at, odd)
            if "scrubbed_transcript_with_tool_calls" in properties
            else UNSET
        )
        model.pre_session_transcript_with_tool_calls = (
            take(properties, "pre_session_transcript_with_tool_calls", list_of(_read_transcript_item), at, odd)
            if "pre_session_transcript_with_tool_calls" in properties
            else UNSET
        )
        model.post_session_transcript_with_tool_calls = (
            take(properties, "post_session_transcript_with_tool_calls", list_of(_read_transcript_item), at, odd)
            if "post_session_transcript_with_tool_calls" in properties
            else UNSET
        )
        model.scrubbed_pre_session_transcript_with_tool_calls = (
            take(properties, "scrubbed_pre_session_transcript_with_tool_calls", list_of(_read_transcript_item), at, odd)
            if "scrubbed_pre_session_transcript_with_tool_calls" in properties
            else UNSET
        )
        model.scrubbed_post_session_transcript_with_tool_calls = (
            take(
                properties, "scrubbed_post_session_transcript_with_tool_calls", list_of(_read_transcript_item), at, odd
            )
            if "scrubbed_post_session_transcript_with_tool_calls" in properties
            else UNSET
        )
        model.tool_calls = (
            take(properties, "tool_calls", list_of(map_of(read_any)), at, odd) if "tool_calls" in properties else UNSET
        )
        got = properties.get("recording_url", ABSENT)
        model.recording_url = (
            got if got.__class__ is str or got is UNSET else take(properties, "recording_url", read_str, at, odd)
        )
        got = properties.get("recording_multi_channel_url", ABSENT)
        model.recording_multi_channel_url = (
            got
            if got.__class__ is str or got is UNSET
            else take(properties, "recording_multi_channel_url", read_str, at, odd)
        )
        got = properties.get("scrubbed_recording_url", ABSENT)
        model.scrubbed_recording_url = (
            got
            if got.__class__ is str or got is UNSET
            else take(properties, "scrubbed_recording_url", read_str, at, odd)
        )
        got = properties.get("scrubbed_recording_multi_channel_url", ABSENT)
        model.scrubbed_recording_multi_channel_url = (
            got
            if got.__class__ is str or got is UNSET
            else take(properties, "scrubbed_recording_multi_channel_url", read_str, at, odd)
        )
        got = properties.get("public_log_url", ABSENT)
        model.public_log_url = (
            got if got.__class__ is str or got is UNSET else take(properties, "public_log_url", read_str, at, odd)
        )
        got = properties.get("knowledge_base_retrieved_contents_url", ABSENT)
        model.knowledge_base_retrieved_contents_url = (
            got
            if got.__class__ is str or got is UNSET
            else take(properties, "knowledge_base_retrieved_contents_url", read_str, at, odd)
        )
        model.latency = (
            take(properties, "latency", _models.CallLatency.from_json, at, odd) if "latency" in properties else UNSET
        )
        model.disconnection_reason = (
            take(properties, "disconnection_reason", enum_of(_models.DisconnectionReason), at, odd)
            if "disconnection_reason" in properties
            else UNSET
        )
        model.transfer_destination = (
            take(properties, "transfer_destination", nullable(read_str), at, odd)
            if "transfer_destination" in properties
            else UNSET
        )
        got = properties.get("transfer_end_timestamp", ABSENT)
        model.transfer_end_timestamp = (
            got
            if got.__class__ is int or got is UNSET
            else take(properties, "transfer_end_timestamp", read_int, at, odd)
        )
        model.call_analysis = (
            take(properties, "call_analysis", _models.CallAnalysis.from_json, at, odd)
            if "call_analysis" in properties
            else UNSET
        )
        model.call_cost = (
            take(properties, "call_cost", _models.CallCost.from_json, at, odd) if "call_cost" in properties else UNSET
        )
        model.llm_token_usage = (
            take(properties, "llm_token_usage", _models.LlmTokenUsage.from_json, at, odd)
            if "llm_token_usage" in properties
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
            "call_type": to_json(self.call_type),
            "access_token": self.access_token,
            "call_id": self.call_id,
            "agent_id": self.agent_id,
            "agent_version": self.agent_version,
            "call_status": to_json(self.call_status),
        }
        if self.agent_name is not UNSET:
            body["agent_name"] = self.agent_name
        if self.agent_tag is not UNSET:
            body["agent_tag"] = self.agent_tag
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
        if self.opt_out_sensitive_data_storage is not UNSET:
            body["opt_out_sensitive_data_storage"] = self.opt_out_sensitive_data_storage
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
        if self.pre_session_transcript_with_tool_calls is not UNSET:
            body["pre_session_transcript_with_tool_calls"] = to_json(self.pre_session_transcript_with_tool_calls)
        if self.post_session_transcript_with_tool_calls is not UNSET:
            body["post_session_transcript_with_tool_calls"] = to_json(self.post_session_transcript_with_tool_calls)
        if self.scrubbed_pre_session_transcript_with_tool_calls is not UNSET:
            body["scrubbed_pre_session_transcript_with_tool_calls"] = to_json(
                self.scrubbed_pre_session_transcript_with_tool_calls
            )
        if self.scrubbed_post_session_transcript_with_tool_calls is not UNSET:
            body["scrubbed_post_session_transcript_with_tool_calls"] = to_json(
                self.scrubbed_post_session_transcript_with_tool_calls
            )
        if self.tool_calls is not UNSET:
            body["tool_calls"] = self.tool_calls
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
        if self.transfer_end_timestamp is not UNSET:
            body["transfer_end_timestamp"] = self.transfer_end_timestamp
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
    if tag == "node_transition":
        return variant(_models.NodeTransition.from_json, value, at)
    if tag == "dtmf":
        return variant(_models.DtmfInput.from_json, value, at)
    if tag == "sms":
        return variant(_models.SmsMessage.from_json, value, at)
    if tag == "injected":
        return variant(_models.InjectedMessage.from_json, value, at)
    return unknown_variant(value, "role", at)
