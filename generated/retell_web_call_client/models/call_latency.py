from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.latency_stats import LatencyStats


T = TypeVar("T", bound="CallLatency")


@_attrs_define
class CallLatency:
    """How long the parts of the agent's replies took, in milliseconds."""

    e2e: LatencyStats | Unset = UNSET
    """ Statistics of one latency over a call, in milliseconds. """
    llm: LatencyStats | Unset = UNSET
    """ Statistics of one latency over a call, in milliseconds. """
    llm_websocket_network_rtt: LatencyStats | Unset = UNSET
    """ Statistics of one latency over a call, in milliseconds. """
    tts: LatencyStats | Unset = UNSET
    """ Statistics of one latency over a call, in milliseconds. """
    knowledge_base: LatencyStats | Unset = UNSET
    """ Statistics of one latency over a call, in milliseconds. """
    s2s: LatencyStats | Unset = UNSET
    """ Statistics of one latency over a call, in milliseconds. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        e2e: dict[str, Any] | Unset = UNSET
        if not isinstance(self.e2e, Unset):
            e2e = self.e2e.to_dict()

        llm: dict[str, Any] | Unset = UNSET
        if not isinstance(self.llm, Unset):
            llm = self.llm.to_dict()

        llm_websocket_network_rtt: dict[str, Any] | Unset = UNSET
        if not isinstance(self.llm_websocket_network_rtt, Unset):
            llm_websocket_network_rtt = self.llm_websocket_network_rtt.to_dict()

        tts: dict[str, Any] | Unset = UNSET
        if not isinstance(self.tts, Unset):
            tts = self.tts.to_dict()

        knowledge_base: dict[str, Any] | Unset = UNSET
        if not isinstance(self.knowledge_base, Unset):
            knowledge_base = self.knowledge_base.to_dict()

        s2s: dict[str, Any] | Unset = UNSET
        if not isinstance(self.s2s, Unset):
            s2s = self.s2s.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if e2e is not UNSET:
            field_dict["e2e"] = e2e
        if llm is not UNSET:
            field_dict["llm"] = llm
        if llm_websocket_network_rtt is not UNSET:
            field_dict["llm_websocket_network_rtt"] = llm_websocket_network_rtt
        if tts is not UNSET:
            field_dict["tts"] = tts
        if knowledge_base is not UNSET:
            field_dict["knowledge_base"] = knowledge_base
        if s2s is not UNSET:
            field_dict["s2s"] = s2s

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.latency_stats import LatencyStats  # noqa: PLC0415

        d = dict(src_dict)
        _e2e = d.pop("e2e", UNSET)
        e2e: LatencyStats | Unset
        if isinstance(_e2e, Unset):
            e2e = UNSET
        else:
            e2e = LatencyStats.from_dict(_e2e)

        _llm = d.pop("llm", UNSET)
        llm: LatencyStats | Unset
        if isinstance(_llm, Unset):
            llm = UNSET
        else:
            llm = LatencyStats.from_dict(_llm)

        _llm_websocket_network_rtt = d.pop("llm_websocket_network_rtt", UNSET)
        llm_websocket_network_rtt: LatencyStats | Unset
        if isinstance(_llm_websocket_network_rtt, Unset):
            llm_websocket_network_rtt = UNSET
        else:
            llm_websocket_network_rtt = LatencyStats.from_dict(_llm_websocket_network_rtt)

        _tts = d.pop("tts", UNSET)
        tts: LatencyStats | Unset
        if isinstance(_tts, Unset):
            tts = UNSET
        else:
            tts = LatencyStats.from_dict(_tts)

        _knowledge_base = d.pop("knowledge_base", UNSET)
        knowledge_base: LatencyStats | Unset
        if isinstance(_knowledge_base, Unset):
            knowledge_base = UNSET
        else:
            knowledge_base = LatencyStats.from_dict(_knowledge_base)

        _s2s = d.pop("s2s", UNSET)
        s2s: LatencyStats | Unset
        if isinstance(_s2s, Unset):
            s2s = UNSET
        else:
            s2s = LatencyStats.from_dict(_s2s)

        call_latency = cls(
            e2e=e2e,
            llm=llm,
            llm_websocket_network_rtt=llm_websocket_network_rtt,
            tts=tts,
            knowledge_base=knowledge_base,
            s2s=s2s,
        )

        call_latency.additional_properties = d
        return call_latency

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
