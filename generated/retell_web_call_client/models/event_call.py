from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model, UnknownVariant
from .._model import masked as _masked
from .._model import names_alone as _names_alone
from .._writing import to_json, without_variants
from ..types import (
    enum_of,
    items_of,
    leftover,
    lenient_list_of,
    lenient_map_of,
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
    unknown_variant,
    variant,
)


@_attrs_define(kw_only=True, repr=False)
class EventCall(Model):
    """The call of an event: as `getCall` returns it, with the properties known by then. `agent_version` and
    `access_token`, which a web call always has, may be missing.

    Args:
        call_type: The kind of call.
        call_id: Id of the call, different for each.
        agent_id: Id of the agent that takes the call.
        call_status: Status of the call; `registered` for a new one.
        access_token: The secret with which a browser joins the call, within about 30 seconds. Opaque to you.
        agent_name: Name of the agent.
        agent_version: Version of the agent that takes the call.
        agent_tag: Tag that named the agent's version when the call was registered, if there was one.
        metadata: Your own data, as in the request.
        retell_llm_dynamic_variables: The placeholder values, as in the request.
        collected_dynamic_variables: Data that the agent gathered during the call.
        custom_sip_headers: SIP headers that came with the call.
        data_storage_setting: Extent to which the call is stored.
        opt_in_signed_url: If true, links to recordings and logs are signed and expire.
        opt_out_sensitive_data_storage: If true, less of the call is stored; replaced by `data_storage_setting`.
        start_timestamp: When the call began, in milliseconds since the Unix epoch.
        end_timestamp: When the call ended, in milliseconds since the Unix epoch.
        duration_ms: Duration of the call, in milliseconds.
        transcript: Transcript as text, one line a turn.
        transcript_object: Transcript with times.
        transcript_with_tool_calls: Transcript with tool calls, in order.
        scrubbed_transcript_with_tool_calls: Transcript with tool calls, without personal data.
        pre_session_transcript_with_tool_calls: Calls of tools before the agent's first words.
        post_session_transcript_with_tool_calls: Calls of tools after the analysis.
        scrubbed_pre_session_transcript_with_tool_calls: Calls of tools before the call, without personal data.
        scrubbed_post_session_transcript_with_tool_calls: Calls of tools after the call, without personal data.
        tool_calls: The tools that were called.
        recording_url: URL of the recording.
        recording_multi_channel_url: URL of the recording with a channel for each side.
        scrubbed_recording_url: URL of the recording without personal data.
        scrubbed_recording_multi_channel_url: URL of the recording without personal data and with a channel for each
            side.
        public_log_url: URL of the log of the call.
        knowledge_base_retrieved_contents_url: URL of the passages taken from knowledge bases.
        latency: Latency of the parts of a reply.
        disconnection_reason: Why the call ended.
        transfer_destination: Destination of the transfer.
        transfer_end_timestamp: When the call that was transferred ended, in milliseconds since the Unix epoch.
        call_analysis: Analysis of the ended call.
        call_cost: Cost of the call.
        llm_token_usage: Tokens that the language model used.

    """

    _NAMES: ClassVar = frozenset(
        {
            "call_type",
            "call_id",
            "agent_id",
            "call_status",
            "access_token",
            "agent_name",
            "agent_version",
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
    call_id: str
    """Id of the call, different for each."""
    agent_id: str
    """Id of the agent that takes the call."""
    call_status: _models.CallStatus | str
    """Status of the call; `registered` for a new one."""
    access_token: str | Unset = _attrs_field(default=UNSET, repr=_masked)
    """The secret with which a browser joins the call, within about 30 seconds. Opaque to you."""
    agent_name: str | Unset = UNSET
    """Name of the agent."""
    agent_version: int | Unset = UNSET
    """Version of the agent that takes the call."""
    agent_tag: str | Unset = UNSET
    """Tag that named the agent's version when the call was registered, if there was one."""
    metadata: _models.Metadata | Unset = UNSET
    """Your own data, as in the request."""
    retell_llm_dynamic_variables: _models.DynamicVariables | Unset = UNSET
    """The placeholder values, as in the request."""
    collected_dynamic_variables: _models.CollectedDynamicVariables | Unset = UNSET
    """Data that the agent gathered during the call."""
    custom_sip_headers: _models.CustomSipHeaders | Unset = UNSET
    """SIP headers that came with the call."""
    data_storage_setting: _models.DataStorageSetting | str | None | Unset = UNSET
    """Extent to which the call is stored."""
    opt_in_signed_url: bool | Unset = UNSET
    """If true, links to recordings and logs are signed and expire."""
    opt_out_sensitive_data_storage: bool | Unset = UNSET
    """If true, less of the call is stored; replaced by `data_storage_setting`."""
    start_timestamp: int | Unset = UNSET
    """When the call began, in milliseconds since the Unix epoch."""
    end_timestamp: int | Unset = UNSET
    """When the call ended, in milliseconds since the Unix epoch."""
    duration_ms: int | Unset = UNSET
    """Duration of the call, in milliseconds."""
    transcript: str | Unset = UNSET
    """Transcript as text, one line a turn."""
    transcript_object: list[_models.Utterance | UnknownVariant] | Unset = UNSET
    """Transcript with times."""
    transcript_with_tool_calls: list[_models.TranscriptItem] | Unset = UNSET
    """Transcript with tool calls, in order."""
    scrubbed_transcript_with_tool_calls: list[_models.TranscriptItem] | Unset = UNSET
    """Transcript with tool calls, without personal data."""
    pre_session_transcript_with_tool_calls: list[_models.TranscriptItem] | Unset = UNSET
    """Calls of tools before the agent's first words."""
    post_session_transcript_with_tool_calls: list[_models.TranscriptItem] | Unset = UNSET
    """Calls of tools after the analysis."""
    scrubbed_pre_session_transcript_with_tool_calls: list[_models.TranscriptItem] | Unset = UNSET
    """Calls of tools before the call, without personal data."""
    scrubbed_post_session_transcript_with_tool_calls: list[_models.TranscriptItem] | Unset = UNSET
    """Calls of tools after the call, without personal data."""
    tool_calls: list[_models.ToolCall | UnknownVariant] | Unset = UNSET
    """The tools that were called."""
    recording_url: str | Unset = UNSET
    """URL of the recording."""
    recording_multi_channel_url: str | Unset = UNSET
    """URL of the recording with a channel for each side."""
    scrubbed_recording_url: str | Unset = UNSET
    """URL of the recording without personal data."""
    scrubbed_recording_multi_channel_url: str | Unset = UNSET
    """URL of the recording without personal data and with a channel for each side."""
    public_log_url: str | Unset = UNSET
    """URL of the log of the call."""
    knowledge_base_retrieved_contents_url: str | Unset = UNSET
    """URL of the passages taken from knowledge bases."""
    latency: _models.CallLatency | Unset = UNSET
    """Latency of the parts of a reply."""
    disconnection_reason: _models.DisconnectionReason | str | Unset = UNSET
    """Why the call ended."""
    transfer_destination: str | None | Unset = UNSET
    """Destination of the transfer."""
    transfer_end_timestamp: int | Unset = UNSET
    """When the call that was transferred ended, in milliseconds since the Unix epoch."""
    call_analysis: _models.CallAnalysis | Unset = UNSET
    """Analysis of the ended call."""
    call_cost: _models.CallCost | Unset = UNSET
    """Cost of the call."""
    llm_token_usage: _models.LlmTokenUsage | Unset = UNSET
    """Tokens that the language model used."""
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
        known = 4
        got = properties.get("call_type", ABSENT)
        model.call_type = (
            enum_of(_models.CallType)(got, (at, "call_type"))
            if got.__class__ is str
            else need(got, "call_type", enum_of(_models.CallType), at)
        )
        got = properties.get("call_id", ABSENT)
        model.call_id = got if got.__class__ is str else need(got, "call_id", read_str, at)
        got = properties.get("agent_id", ABSENT)
        model.agent_id = got if got.__class__ is str else need(got, "agent_id", read_str, at)
        got = properties.get("call_status", ABSENT)
        model.call_status = (
            enum_of(_models.CallStatus)(got, (at, "call_status"))
            if got.__class__ is str
            else need(got, "call_status", enum_of(_models.CallStatus), at)
        )
        got = properties.get("access_token", ABSENT)
        if got is UNSET:
            model.access_token = UNSET
        else:
            known += 1
            model.access_token = got if got.__class__ is str else take(got, "access_token", read_str, at, model)
        got = properties.get("agent_name", ABSENT)
        if got is UNSET:
            model.agent_name = UNSET
        else:
            known += 1
            model.agent_name = got if got.__class__ is str else take(got, "agent_name", read_str, at, model)
        got = properties.get("agent_version", ABSENT)
        if got is UNSET:
            model.agent_version = UNSET
        else:
            known += 1
            model.agent_version = got if got.__class__ is int else take(got, "agent_version", read_int, at, model)
        got = properties.get("agent_tag", ABSENT)
        if got is UNSET:
            model.agent_tag = UNSET
        else:
            known += 1
            model.agent_tag = got if got.__class__ is str else take(got, "agent_tag", read_str, at, model)
        got = properties.get("metadata", ABSENT)
        if got is UNSET:
            model.metadata = UNSET
        else:
            known += 1
            model.metadata = got.copy() if got.__class__ is dict else take(got, "metadata", map_of(read_any), at, model)
        got = properties.get("retell_llm_dynamic_variables", ABSENT)
        if got is UNSET:
            model.retell_llm_dynamic_variables = UNSET
        else:
            known += 1
            model.retell_llm_dynamic_variables = take(got, "retell_llm_dynamic_variables", map_of(read_str), at, model)
        got = properties.get("collected_dynamic_variables", ABSENT)
        if got is UNSET:
            model.collected_dynamic_variables = UNSET
        else:
            known += 1
            model.collected_dynamic_variables = (
                got.copy()
                if got.__class__ is dict
                else take(got, "collected_dynamic_variables", map_of(read_any), at, model)
            )
        got = properties.get("custom_sip_headers", ABSENT)
        if got is UNSET:
            model.custom_sip_headers = UNSET
        else:
            known += 1
            model.custom_sip_headers = take(got, "custom_sip_headers", lenient_map_of(read_str), at, model)
        got = properties.get("data_storage_setting", ABSENT)
        if got is UNSET:
            model.data_storage_setting = UNSET
        else:
            known += 1
            model.data_storage_setting = take(
                got, "data_storage_setting", nullable(enum_of(_models.DataStorageSetting)), at, model
            )
        got = properties.get("opt_in_signed_url", ABSENT)
        if got is UNSET:
            model.opt_in_signed_url = UNSET
        else:
            known += 1
            model.opt_in_signed_url = (
                got if got.__class__ is bool else take(got, "opt_in_signed_url", read_bool, at, model)
            )
        got = properties.get("opt_out_sensitive_data_storage", ABSENT)
        if got is UNSET:
            model.opt_out_sensitive_data_storage = UNSET
        else:
            known += 1
            model.opt_out_sensitive_data_storage = (
                got if got.__class__ is bool else take(got, "opt_out_sensitive_data_storage", read_bool, at, model)
            )
        got = properties.get("start_timestamp", ABSENT)
        if got is UNSET:
            model.start_timestamp = UNSET
        else:
            known += 1
            model.start_timestamp = got if got.__class__ is int else take(got, "start_timestamp", read_int, at, model)
        got = properties.get("end_timestamp", ABSENT)
        if got is UNSET:
            model.end_timestamp = UNSET
        else:
            known += 1
            model.end_timestamp = got if got.__class__ is int else take(got, "end_timestamp", read_int, at, model)
        got = properties.get("duration_ms", ABSENT)
        if got is UNSET:
            model.duration_ms = UNSET
        else:
            known += 1
            model.duration_ms = got if got.__class__ is int else take(got, "duration_ms", read_int, at, model)
        got = properties.get("transcript", ABSENT)
        if got is UNSET:
            model.transcript = UNSET
        else:
            known += 1
            model.transcript = got if got.__class__ is str else take(got, "transcript", read_str, at, model)
        got = properties.get("transcript_object", ABSENT)
        if got is UNSET:
            model.transcript_object = UNSET
        else:
            known += 1
            model.transcript_object = (
                items_of(_models.Utterance.from_json, got, (at, "transcript_object"))
                if got.__class__ is list
                else take(got, "transcript_object", lenient_list_of(_models.Utterance.from_json), at, model)
            )
        got = properties.get("transcript_with_tool_calls", ABSENT)
        if got is UNSET:
            model.transcript_with_tool_calls = UNSET
        else:
            known += 1
            model.transcript_with_tool_calls = (
                items_of(_read_transcript_item, got, (at, "transcript_with_tool_calls"))
                if got.__class__ is list
                else take(got, "transcript_with_tool_calls", list_of(_read_transcript_item), at, model)
            )
        got = properties.get("scrubbed_transcript_with_tool_calls", ABSENT)
        if got is UNSET:
            model.scrubbed_transcript_with_tool_calls = UNSET
        else:
            known += 1
            model.scrubbed_transcript_with_tool_calls = (
                items_of(_read_transcript_item, got, (at, "scrubbed_transcript_with_tool_calls"))
                if got.__class__ is list
                else take(got, "scrubbed_transcript_with_tool_calls", list_of(_read_transcript_item), at, model)
            )
        got = properties.get("pre_session_transcript_with_tool_calls", ABSENT)
        if got is UNSET:
            model.pre_session_transcript_with_tool_calls = UNSET
        else:
            known += 1
            model.pre_session_transcript_with_tool_calls = (
                items_of(_read_transcript_item, got, (at, "pre_session_transcript_with_tool_calls"))
                if got.__class__ is list
                else take(got, "pre_session_transcript_with_tool_calls", list_of(_read_transcript_item), at, model)
            )
        got = properties.get("post_session_transcript_with_tool_calls", ABSENT)
        if got is UNSET:
            model.post_session_transcript_with_tool_calls = UNSET
        else:
            known += 1
            model.post_session_transcript_with_tool_calls = (
                items_of(_read_transcript_item, got, (at, "post_session_transcript_with_tool_calls"))
                if got.__class__ is list
                else take(got, "post_session_transcript_with_tool_calls", list_of(_read_transcript_item), at, model)
            )
        got = properties.get("scrubbed_pre_session_transcript_with_tool_calls", ABSENT)
        if got is UNSET:
            model.scrubbed_pre_session_transcript_with_tool_calls = UNSET
        else:
            known += 1
            model.scrubbed_pre_session_transcript_with_tool_calls = (
                items_of(_read_transcript_item, got, (at, "scrubbed_pre_session_transcript_with_tool_calls"))
                if got.__class__ is list
                else take(
                    got, "scrubbed_pre_session_transcript_with_tool_calls", list_of(_read_transcript_item), at, model
                )
            )
        got = properties.get("scrubbed_post_session_transcript_with_tool_calls", ABSENT)
        if got is UNSET:
            model.scrubbed_post_session_transcript_with_tool_calls = UNSET
        else:
            known += 1
            model.scrubbed_post_session_transcript_with_tool_calls = (
                items_of(_read_transcript_item, got, (at, "scrubbed_post_session_transcript_with_tool_calls"))
                if got.__class__ is list
                else take(
                    got, "scrubbed_post_session_transcript_with_tool_calls", list_of(_read_transcript_item), at, model
                )
            )
        got = properties.get("tool_calls", ABSENT)
        if got is UNSET:
            model.tool_calls = UNSET
        else:
            known += 1
            model.tool_calls = (
                items_of(map_of(read_any), got, (at, "tool_calls"))
                if got.__class__ is list
                else take(got, "tool_calls", lenient_list_of(map_of(read_any)), at, model)
            )
        got = properties.get("recording_url", ABSENT)
        if got is UNSET:
            model.recording_url = UNSET
        else:
            known += 1
            model.recording_url = got if got.__class__ is str else take(got, "recording_url", read_str, at, model)
        got = properties.get("recording_multi_channel_url", ABSENT)
        if got is UNSET:
            model.recording_multi_channel_url = UNSET
        else:
            known += 1
            model.recording_multi_channel_url = (
                got if got.__class__ is str else take(got, "recording_multi_channel_url", read_str, at, model)
            )
        got = properties.get("scrubbed_recording_url", ABSENT)
        if got is UNSET:
            model.scrubbed_recording_url = UNSET
        else:
            known += 1
            model.scrubbed_recording_url = (
                got if got.__class__ is str else take(got, "scrubbed_recording_url", read_str, at, model)
            )
        got = properties.get("scrubbed_recording_multi_channel_url", ABSENT)
        if got is UNSET:
            model.scrubbed_recording_multi_channel_url = UNSET
        else:
            known += 1
            model.scrubbed_recording_multi_channel_url = (
                got if got.__class__ is str else take(got, "scrubbed_recording_multi_channel_url", read_str, at, model)
            )
        got = properties.get("public_log_url", ABSENT)
        if got is UNSET:
            model.public_log_url = UNSET
        else:
            known += 1
            model.public_log_url = got if got.__class__ is str else take(got, "public_log_url", read_str, at, model)
        got = properties.get("knowledge_base_retrieved_contents_url", ABSENT)
        if got is UNSET:
            model.knowledge_base_retrieved_contents_url = UNSET
        else:
            known += 1
            model.knowledge_base_retrieved_contents_url = (
                got if got.__class__ is str else take(got, "knowledge_base_retrieved_contents_url", read_str, at, model)
            )
        got = properties.get("latency", ABSENT)
        if got is UNSET:
            model.latency = UNSET
        else:
            known += 1
            model.latency = (
                _models.CallLatency.from_json(got, (at, "latency"))
                if got.__class__ is dict
                else take(got, "latency", _models.CallLatency.from_json, at, model)
            )
        got = properties.get("disconnection_reason", ABSENT)
        if got is UNSET:
            model.disconnection_reason = UNSET
        else:
            known += 1
            model.disconnection_reason = (
                enum_of(_models.DisconnectionReason)(got, (at, "disconnection_reason"))
                if got.__class__ is str
                else take(got, "disconnection_reason", enum_of(_models.DisconnectionReason), at, model)
            )
        got = properties.get("transfer_destination", ABSENT)
        if got is UNSET:
            model.transfer_destination = UNSET
        else:
            known += 1
            model.transfer_destination = take(got, "transfer_destination", nullable(read_str), at, model)
        got = properties.get("transfer_end_timestamp", ABSENT)
        if got is UNSET:
            model.transfer_end_timestamp = UNSET
        else:
            known += 1
            model.transfer_end_timestamp = (
                got if got.__class__ is int else take(got, "transfer_end_timestamp", read_int, at, model)
            )
        got = properties.get("call_analysis", ABSENT)
        if got is UNSET:
            model.call_analysis = UNSET
        else:
            known += 1
            model.call_analysis = (
                _models.CallAnalysis.from_json(got, (at, "call_analysis"))
                if got.__class__ is dict
                else take(got, "call_analysis", _models.CallAnalysis.from_json, at, model)
            )
        got = properties.get("call_cost", ABSENT)
        if got is UNSET:
            model.call_cost = UNSET
        else:
            known += 1
            model.call_cost = (
                _models.CallCost.from_json(got, (at, "call_cost"))
                if got.__class__ is dict
                else take(got, "call_cost", _models.CallCost.from_json, at, model)
            )
        got = properties.get("llm_token_usage", ABSENT)
        if got is UNSET:
            model.llm_token_usage = UNSET
        else:
            known += 1
            model.llm_token_usage = (
                _models.LlmTokenUsage.from_json(got, (at, "llm_token_usage"))
                if got.__class__ is dict
                else take(got, "llm_token_usage", _models.LlmTokenUsage.from_json, at, model)
            )
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "call_type": to_json(self.call_type),
            "call_id": self.call_id,
            "agent_id": self.agent_id,
            "call_status": to_json(self.call_status),
        }
        if self.access_token is not UNSET:
            body["access_token"] = self.access_token
        if self.agent_name is not UNSET:
            body["agent_name"] = self.agent_name
        if self.agent_version is not UNSET:
            body["agent_version"] = self.agent_version
        if self.agent_tag is not UNSET:
            body["agent_tag"] = self.agent_tag
        if self.metadata is not UNSET:
            body["metadata"] = self.metadata
        if self.retell_llm_dynamic_variables is not UNSET:
            body["retell_llm_dynamic_variables"] = self.retell_llm_dynamic_variables
        if self.collected_dynamic_variables is not UNSET:
            body["collected_dynamic_variables"] = self.collected_dynamic_variables
        if self.custom_sip_headers is not UNSET:
            body["custom_sip_headers"] = to_json(self.custom_sip_headers)
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
            body["tool_calls"] = without_variants(self.tool_calls)
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
