from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.call_status import CallStatus
from ..models.call_type import CallType
from ..models.data_storage_setting import DataStorageSetting
from ..models.disconnection_reason import DisconnectionReason
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.call_analysis import CallAnalysis
    from ..models.call_cost import CallCost
    from ..models.call_latency import CallLatency
    from ..models.collected_dynamic_variables import CollectedDynamicVariables
    from ..models.custom_sip_headers import CustomSipHeaders
    from ..models.dtmf_input import DtmfInput
    from ..models.dynamic_variables import DynamicVariables
    from ..models.llm_token_usage import LlmTokenUsage
    from ..models.metadata import Metadata
    from ..models.tool_call_invocation import ToolCallInvocation
    from ..models.tool_call_result import ToolCallResult
    from ..models.utterance import Utterance


T = TypeVar("T", bound="WebCall")


@_attrs_define
class WebCall:
    """A web call. One that has just been registered has the required properties and little else; the rest is filled
    in while it goes on and after it has ended.

    """

    call_type: CallType
    """ A kind of call. """
    access_token: str
    """ The secret with which a browser joins the call, within about 30 seconds. Opaque to you. """
    call_id: str
    """ Id of the call, different for each. """
    agent_id: str
    """ Id of the agent that takes the call. """
    agent_version: int
    """ Version of the agent that takes the call. """
    call_status: CallStatus
    """ Where a call stands. """
    agent_name: str | Unset = UNSET
    """ Name of the agent. """
    metadata: Metadata | Unset = UNSET
    """ An object of your own with any JSON inside. The API stores it and never reads it. """
    retell_llm_dynamic_variables: DynamicVariables | Unset = UNSET
    """ Placeholder names with their values, all strings. """
    collected_dynamic_variables: CollectedDynamicVariables | Unset = UNSET
    """ What an agent gathered during a call, by name, with any JSON inside. """
    custom_sip_headers: CustomSipHeaders | Unset = UNSET
    """ SIP header names with their values, all strings. """
    data_storage_setting: DataStorageSetting | None | Unset = UNSET
    """ How much of the call is kept. """
    opt_in_signed_url: bool | Unset = UNSET
    """ Whether links to recordings and logs are signed and expire. """
    start_timestamp: int | Unset = UNSET
    """ When the call began, in milliseconds since the Unix epoch. """
    end_timestamp: int | Unset = UNSET
    """ When the call ended, in milliseconds since the Unix epoch. """
    duration_ms: int | Unset = UNSET
    """ How long the call took, in milliseconds. """
    transcript: str | Unset = UNSET
    """ What was said, one line a turn. """
    transcript_object: list[Utterance] | Unset = UNSET
    """ What was said, with times. """
    transcript_with_tool_calls: list[DtmfInput | ToolCallInvocation | ToolCallResult | Utterance] | Unset = UNSET
    """ What was said and done, in order. """
    scrubbed_transcript_with_tool_calls: list[DtmfInput | ToolCallInvocation | ToolCallResult | Utterance] | Unset = (
        UNSET
    )
    """ The same without personal data. """
    recording_url: str | Unset = UNSET
    """ Where the recording is. """
    recording_multi_channel_url: str | Unset = UNSET
    """ Where the recording with a channel for each side is. """
    scrubbed_recording_url: str | Unset = UNSET
    """ Where the recording without personal data is. """
    scrubbed_recording_multi_channel_url: str | Unset = UNSET
    """ Where the recording without personal data and with a channel for each side is. """
    public_log_url: str | Unset = UNSET
    """ Where the log of the call is. """
    knowledge_base_retrieved_contents_url: str | Unset = UNSET
    """ Where the passages taken from knowledge bases are. """
    latency: CallLatency | Unset = UNSET
    """ How long the parts of the agent's replies took, in milliseconds. """
    disconnection_reason: DisconnectionReason | Unset = UNSET
    """ Why a call ended. """
    transfer_destination: None | str | Unset = UNSET
    """ Where the call was transferred to. """
    call_analysis: CallAnalysis | Unset = UNSET
    """ What the analysis of an ended call found. """
    call_cost: CallCost | Unset = UNSET
    """ What a call cost. """
    llm_token_usage: LlmTokenUsage | Unset = UNSET
    """ How many tokens the language model used in a call. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.tool_call_invocation import ToolCallInvocation  # noqa: PLC0415
        from ..models.tool_call_result import ToolCallResult  # noqa: PLC0415
        from ..models.utterance import Utterance  # noqa: PLC0415

        call_type = self.call_type.value

        access_token = self.access_token

        call_id = self.call_id

        agent_id = self.agent_id

        agent_version = self.agent_version

        call_status = self.call_status.value

        agent_name = self.agent_name

        metadata: dict[str, Any] | Unset = UNSET
        if not isinstance(self.metadata, Unset):
            metadata = self.metadata.to_dict()

        retell_llm_dynamic_variables: dict[str, Any] | Unset = UNSET
        if not isinstance(self.retell_llm_dynamic_variables, Unset):
            retell_llm_dynamic_variables = self.retell_llm_dynamic_variables.to_dict()

        collected_dynamic_variables: dict[str, Any] | Unset = UNSET
        if not isinstance(self.collected_dynamic_variables, Unset):
            collected_dynamic_variables = self.collected_dynamic_variables.to_dict()

        custom_sip_headers: dict[str, Any] | Unset = UNSET
        if not isinstance(self.custom_sip_headers, Unset):
            custom_sip_headers = self.custom_sip_headers.to_dict()

        data_storage_setting: None | str | Unset
        if isinstance(self.data_storage_setting, Unset):
            data_storage_setting = UNSET
        elif isinstance(self.data_storage_setting, DataStorageSetting):
            data_storage_setting = self.data_storage_setting.value
        else:
            data_storage_setting = self.data_storage_setting

        opt_in_signed_url = self.opt_in_signed_url

        start_timestamp = self.start_timestamp

        end_timestamp = self.end_timestamp

        duration_ms = self.duration_ms

        transcript = self.transcript

        transcript_object: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.transcript_object, Unset):
            transcript_object = []
            for transcript_object_item_data in self.transcript_object:
                transcript_object_item = transcript_object_item_data.to_dict()
                transcript_object.append(transcript_object_item)

        transcript_with_tool_calls: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.transcript_with_tool_calls, Unset):
            transcript_with_tool_calls = []
            for transcript_with_tool_calls_item_data in self.transcript_with_tool_calls:
                transcript_with_tool_calls_item: dict[str, Any]
                if isinstance(transcript_with_tool_calls_item_data, Utterance):
                    transcript_with_tool_calls_item = transcript_with_tool_calls_item_data.to_dict()
                elif isinstance(transcript_with_tool_calls_item_data, ToolCallInvocation):
                    transcript_with_tool_calls_item = transcript_with_tool_calls_item_data.to_dict()
                elif isinstance(transcript_with_tool_calls_item_data, ToolCallResult):
                    transcript_with_tool_calls_item = transcript_with_tool_calls_item_data.to_dict()
                else:
                    transcript_with_tool_calls_item = transcript_with_tool_calls_item_data.to_dict()

                transcript_with_tool_calls.append(transcript_with_tool_calls_item)

        scrubbed_transcript_with_tool_calls: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.scrubbed_transcript_with_tool_calls, Unset):
            scrubbed_transcript_with_tool_calls = []
            for scrubbed_transcript_with_tool_calls_item_data in self.scrubbed_transcript_with_tool_calls:
                scrubbed_transcript_with_tool_calls_item: dict[str, Any]
                if isinstance(scrubbed_transcript_with_tool_calls_item_data, Utterance):
                    scrubbed_transcript_with_tool_calls_item = scrubbed_transcript_with_tool_calls_item_data.to_dict()
                elif isinstance(scrubbed_transcript_with_tool_calls_item_data, ToolCallInvocation):
                    scrubbed_transcript_with_tool_calls_item = scrubbed_transcript_with_tool_calls_item_data.to_dict()
                elif isinstance(scrubbed_transcript_with_tool_calls_item_data, ToolCallResult):
                    scrubbed_transcript_with_tool_calls_item = scrubbed_transcript_with_tool_calls_item_data.to_dict()
                else:
                    scrubbed_transcript_with_tool_calls_item = scrubbed_transcript_with_tool_calls_item_data.to_dict()

                scrubbed_transcript_with_tool_calls.append(scrubbed_transcript_with_tool_calls_item)

        recording_url = self.recording_url

        recording_multi_channel_url = self.recording_multi_channel_url

        scrubbed_recording_url = self.scrubbed_recording_url

        scrubbed_recording_multi_channel_url = self.scrubbed_recording_multi_channel_url

        public_log_url = self.public_log_url

        knowledge_base_retrieved_contents_url = self.knowledge_base_retrieved_contents_url

        latency: dict[str, Any] | Unset = UNSET
        if not isinstance(self.latency, Unset):
            latency = self.latency.to_dict()

        disconnection_reason: str | Unset = UNSET
        if not isinstance(self.disconnection_reason, Unset):
            disconnection_reason = self.disconnection_reason.value

        transfer_destination: None | str | Unset
        if isinstance(self.transfer_destination, Unset):
            transfer_destination = UNSET
        else:
            transfer_destination = self.transfer_destination

        call_analysis: dict[str, Any] | Unset = UNSET
        if not isinstance(self.call_analysis, Unset):
            call_analysis = self.call_analysis.to_dict()

        call_cost: dict[str, Any] | Unset = UNSET
        if not isinstance(self.call_cost, Unset):
            call_cost = self.call_cost.to_dict()

        llm_token_usage: dict[str, Any] | Unset = UNSET
        if not isinstance(self.llm_token_usage, Unset):
            llm_token_usage = self.llm_token_usage.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "call_type": call_type,
                "access_token": access_token,
                "call_id": call_id,
                "agent_id": agent_id,
                "agent_version": agent_version,
                "call_status": call_status,
            }
        )
        if agent_name is not UNSET:
            field_dict["agent_name"] = agent_name
        if metadata is not UNSET:
            field_dict["metadata"] = metadata
        if retell_llm_dynamic_variables is not UNSET:
            field_dict["retell_llm_dynamic_variables"] = retell_llm_dynamic_variables
        if collected_dynamic_variables is not UNSET:
            field_dict["collected_dynamic_variables"] = collected_dynamic_variables
        if custom_sip_headers is not UNSET:
            field_dict["custom_sip_headers"] = custom_sip_headers
        if data_storage_setting is not UNSET:
            field_dict["data_storage_setting"] = data_storage_setting
        if opt_in_signed_url is not UNSET:
            field_dict["opt_in_signed_url"] = opt_in_signed_url
        if start_timestamp is not UNSET:
            field_dict["start_timestamp"] = start_timestamp
        if end_timestamp is not UNSET:
            field_dict["end_timestamp"] = end_timestamp
        if duration_ms is not UNSET:
            field_dict["duration_ms"] = duration_ms
        if transcript is not UNSET:
            field_dict["transcript"] = transcript
        if transcript_object is not UNSET:
            field_dict["transcript_object"] = transcript_object
        if transcript_with_tool_calls is not UNSET:
            field_dict["transcript_with_tool_calls"] = transcript_with_tool_calls
        if scrubbed_transcript_with_tool_calls is not UNSET:
            field_dict["scrubbed_transcript_with_tool_calls"] = scrubbed_transcript_with_tool_calls
        if recording_url is not UNSET:
            field_dict["recording_url"] = recording_url
        if recording_multi_channel_url is not UNSET:
            field_dict["recording_multi_channel_url"] = recording_multi_channel_url
        if scrubbed_recording_url is not UNSET:
            field_dict["scrubbed_recording_url"] = scrubbed_recording_url
        if scrubbed_recording_multi_channel_url is not UNSET:
            field_dict["scrubbed_recording_multi_channel_url"] = scrubbed_recording_multi_channel_url
        if public_log_url is not UNSET:
            field_dict["public_log_url"] = public_log_url
        if knowledge_base_retrieved_contents_url is not UNSET:
            field_dict["knowledge_base_retrieved_contents_url"] = knowledge_base_retrieved_contents_url
        if latency is not UNSET:
            field_dict["latency"] = latency
        if disconnection_reason is not UNSET:
            field_dict["disconnection_reason"] = disconnection_reason
        if transfer_destination is not UNSET:
            field_dict["transfer_destination"] = transfer_destination
        if call_analysis is not UNSET:
            field_dict["call_analysis"] = call_analysis
        if call_cost is not UNSET:
            field_dict["call_cost"] = call_cost
        if llm_token_usage is not UNSET:
            field_dict["llm_token_usage"] = llm_token_usage

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.call_analysis import CallAnalysis  # noqa: PLC0415
        from ..models.call_cost import CallCost  # noqa: PLC0415
        from ..models.call_latency import CallLatency  # noqa: PLC0415
        from ..models.collected_dynamic_variables import CollectedDynamicVariables  # noqa: PLC0415
        from ..models.custom_sip_headers import CustomSipHeaders  # noqa: PLC0415
        from ..models.dtmf_input import DtmfInput  # noqa: PLC0415
        from ..models.dynamic_variables import DynamicVariables  # noqa: PLC0415
        from ..models.llm_token_usage import LlmTokenUsage  # noqa: PLC0415
        from ..models.metadata import Metadata  # noqa: PLC0415
        from ..models.tool_call_invocation import ToolCallInvocation  # noqa: PLC0415
        from ..models.tool_call_result import ToolCallResult  # noqa: PLC0415
        from ..models.utterance import Utterance  # noqa: PLC0415

        d = dict(src_dict)
        call_type = CallType(d.pop("call_type"))

        access_token = d.pop("access_token")

        call_id = d.pop("call_id")

        agent_id = d.pop("agent_id")

        agent_version = d.pop("agent_version")

        call_status = CallStatus(d.pop("call_status"))

        agent_name = d.pop("agent_name", UNSET)

        _metadata = d.pop("metadata", UNSET)
        metadata: Metadata | Unset
        if isinstance(_metadata, Unset):
            metadata = UNSET
        else:
            metadata = Metadata.from_dict(_metadata)

        _retell_llm_dynamic_variables = d.pop("retell_llm_dynamic_variables", UNSET)
        retell_llm_dynamic_variables: DynamicVariables | Unset
        if isinstance(_retell_llm_dynamic_variables, Unset):
            retell_llm_dynamic_variables = UNSET
        else:
            retell_llm_dynamic_variables = DynamicVariables.from_dict(_retell_llm_dynamic_variables)

        _collected_dynamic_variables = d.pop("collected_dynamic_variables", UNSET)
        collected_dynamic_variables: CollectedDynamicVariables | Unset
        if isinstance(_collected_dynamic_variables, Unset):
            collected_dynamic_variables = UNSET
        else:
            collected_dynamic_variables = CollectedDynamicVariables.from_dict(_collected_dynamic_variables)

        _custom_sip_headers = d.pop("custom_sip_headers", UNSET)
        custom_sip_headers: CustomSipHeaders | Unset
        if isinstance(_custom_sip_headers, Unset):
            custom_sip_headers = UNSET
        else:
            custom_sip_headers = CustomSipHeaders.from_dict(_custom_sip_headers)

        def _parse_data_storage_setting(data: object) -> DataStorageSetting | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                data_storage_setting_type_0 = DataStorageSetting(data)

                return data_storage_setting_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DataStorageSetting | None | Unset, data)

        data_storage_setting = _parse_data_storage_setting(d.pop("data_storage_setting", UNSET))

        opt_in_signed_url = d.pop("opt_in_signed_url", UNSET)

        start_timestamp = d.pop("start_timestamp", UNSET)

        end_timestamp = d.pop("end_timestamp", UNSET)

        duration_ms = d.pop("duration_ms", UNSET)

        transcript = d.pop("transcript", UNSET)

        _transcript_object = d.pop("transcript_object", UNSET)
        transcript_object: list[Utterance] | Unset = UNSET
        if _transcript_object is not UNSET:
            transcript_object = []
            for transcript_object_item_data in _transcript_object:
                transcript_object_item = Utterance.from_dict(transcript_object_item_data)

                transcript_object.append(transcript_object_item)

        _transcript_with_tool_calls = d.pop("transcript_with_tool_calls", UNSET)
        transcript_with_tool_calls: list[DtmfInput | ToolCallInvocation | ToolCallResult | Utterance] | Unset = UNSET
        if _transcript_with_tool_calls is not UNSET:
            transcript_with_tool_calls = []
            for transcript_with_tool_calls_item_data in _transcript_with_tool_calls:

                def _parse_transcript_with_tool_calls_item(
                    data: object,
                ) -> DtmfInput | ToolCallInvocation | ToolCallResult | Utterance:
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        componentsschemas_transcript_item_type_0 = Utterance.from_dict(data)

                        return componentsschemas_transcript_item_type_0
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        componentsschemas_transcript_item_type_1 = ToolCallInvocation.from_dict(data)

                        return componentsschemas_transcript_item_type_1
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        componentsschemas_transcript_item_type_2 = ToolCallResult.from_dict(data)

                        return componentsschemas_transcript_item_type_2
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_transcript_item_type_3 = DtmfInput.from_dict(data)

                    return componentsschemas_transcript_item_type_3

                transcript_with_tool_calls_item = _parse_transcript_with_tool_calls_item(
                    transcript_with_tool_calls_item_data
                )

                transcript_with_tool_calls.append(transcript_with_tool_calls_item)

        _scrubbed_transcript_with_tool_calls = d.pop("scrubbed_transcript_with_tool_calls", UNSET)
        scrubbed_transcript_with_tool_calls: (
            list[DtmfInput | ToolCallInvocation | ToolCallResult | Utterance] | Unset
        ) = UNSET
        if _scrubbed_transcript_with_tool_calls is not UNSET:
            scrubbed_transcript_with_tool_calls = []
            for scrubbed_transcript_with_tool_calls_item_data in _scrubbed_transcript_with_tool_calls:

                def _parse_scrubbed_transcript_with_tool_calls_item(
                    data: object,
                ) -> DtmfInput | ToolCallInvocation | ToolCallResult | Utterance:
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        componentsschemas_transcript_item_type_0 = Utterance.from_dict(data)

                        return componentsschemas_transcript_item_type_0
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        componentsschemas_transcript_item_type_1 = ToolCallInvocation.from_dict(data)

                        return componentsschemas_transcript_item_type_1
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        componentsschemas_transcript_item_type_2 = ToolCallResult.from_dict(data)

                        return componentsschemas_transcript_item_type_2
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_transcript_item_type_3 = DtmfInput.from_dict(data)

                    return componentsschemas_transcript_item_type_3

                scrubbed_transcript_with_tool_calls_item = _parse_scrubbed_transcript_with_tool_calls_item(
                    scrubbed_transcript_with_tool_calls_item_data
                )

                scrubbed_transcript_with_tool_calls.append(scrubbed_transcript_with_tool_calls_item)

        recording_url = d.pop("recording_url", UNSET)

        recording_multi_channel_url = d.pop("recording_multi_channel_url", UNSET)

        scrubbed_recording_url = d.pop("scrubbed_recording_url", UNSET)

        scrubbed_recording_multi_channel_url = d.pop("scrubbed_recording_multi_channel_url", UNSET)

        public_log_url = d.pop("public_log_url", UNSET)

        knowledge_base_retrieved_contents_url = d.pop("knowledge_base_retrieved_contents_url", UNSET)

        _latency = d.pop("latency", UNSET)
        latency: CallLatency | Unset
        if isinstance(_latency, Unset):
            latency = UNSET
        else:
            latency = CallLatency.from_dict(_latency)

        _disconnection_reason = d.pop("disconnection_reason", UNSET)
        disconnection_reason: DisconnectionReason | Unset
        if isinstance(_disconnection_reason, Unset):
            disconnection_reason = UNSET
        else:
            disconnection_reason = DisconnectionReason(_disconnection_reason)

        def _parse_transfer_destination(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        transfer_destination = _parse_transfer_destination(d.pop("transfer_destination", UNSET))

        _call_analysis = d.pop("call_analysis", UNSET)
        call_analysis: CallAnalysis | Unset
        if isinstance(_call_analysis, Unset):
            call_analysis = UNSET
        else:
            call_analysis = CallAnalysis.from_dict(_call_analysis)

        _call_cost = d.pop("call_cost", UNSET)
        call_cost: CallCost | Unset
        if isinstance(_call_cost, Unset):
            call_cost = UNSET
        else:
            call_cost = CallCost.from_dict(_call_cost)

        _llm_token_usage = d.pop("llm_token_usage", UNSET)
        llm_token_usage: LlmTokenUsage | Unset
        if isinstance(_llm_token_usage, Unset):
            llm_token_usage = UNSET
        else:
            llm_token_usage = LlmTokenUsage.from_dict(_llm_token_usage)

        web_call = cls(
            call_type=call_type,
            access_token=access_token,
            call_id=call_id,
            agent_id=agent_id,
            agent_version=agent_version,
            call_status=call_status,
            agent_name=agent_name,
            metadata=metadata,
            retell_llm_dynamic_variables=retell_llm_dynamic_variables,
            collected_dynamic_variables=collected_dynamic_variables,
            custom_sip_headers=custom_sip_headers,
            data_storage_setting=data_storage_setting,
            opt_in_signed_url=opt_in_signed_url,
            start_timestamp=start_timestamp,
            end_timestamp=end_timestamp,
            duration_ms=duration_ms,
            transcript=transcript,
            transcript_object=transcript_object,
            transcript_with_tool_calls=transcript_with_tool_calls,
            scrubbed_transcript_with_tool_calls=scrubbed_transcript_with_tool_calls,
            recording_url=recording_url,
            recording_multi_channel_url=recording_multi_channel_url,
            scrubbed_recording_url=scrubbed_recording_url,
            scrubbed_recording_multi_channel_url=scrubbed_recording_multi_channel_url,
            public_log_url=public_log_url,
            knowledge_base_retrieved_contents_url=knowledge_base_retrieved_contents_url,
            latency=latency,
            disconnection_reason=disconnection_reason,
            transfer_destination=transfer_destination,
            call_analysis=call_analysis,
            call_cost=call_cost,
            llm_token_usage=llm_token_usage,
        )

        web_call.additional_properties = d
        return web_call

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
