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
    leftover,
    mismatch,
    take,
    to_json,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class CallLatency(Model):
    """How long the parts of the agent's replies took, in milliseconds."""

    _NAMES: ClassVar = frozenset({"asr", "e2e", "llm", "llm_websocket_network_rtt", "tts", "knowledge_base", "s2s"})

    asr: _models.LatencyStats | Unset = UNSET
    """From what was said to its transcription."""
    e2e: _models.LatencyStats | Unset = UNSET
    """From the end of the user's words to the start of the agent's."""
    llm: _models.LatencyStats | Unset = UNSET
    """To the language model's first words."""
    llm_websocket_network_rtt: _models.LatencyStats | Unset = UNSET
    """Round trip to the websocket of a custom LLM."""
    tts: _models.LatencyStats | Unset = UNSET
    """To the first audio of text-to-speech."""
    knowledge_base: _models.LatencyStats | Unset = UNSET
    """To the passages from the knowledge bases."""
    s2s: _models.LatencyStats | Unset = UNSET
    """To the first audio of a speech-to-speech model."""
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
        model.asr = take(properties, "asr", _models.LatencyStats.from_json, at, odd) if "asr" in properties else UNSET
        model.e2e = take(properties, "e2e", _models.LatencyStats.from_json, at, odd) if "e2e" in properties else UNSET
        model.llm = take(properties, "llm", _models.LatencyStats.from_json, at, odd) if "llm" in properties else UNSET
        model.llm_websocket_network_rtt = (
            take(properties, "llm_websocket_network_rtt", _models.LatencyStats.from_json, at, odd)
            if "llm_websocket_network_rtt" in properties
            else UNSET
        )
        model.tts = take(properties, "tts", _models.LatencyStats.from_json, at, odd) if "tts" in properties else UNSET
        model.knowledge_base = (
            take(properties, "knowledge_base", _models.LatencyStats.from_json, at, odd)
            if "knowledge_base" in properties
            else UNSET
        )
        model.s2s = take(properties, "s2s", _models.LatencyStats.from_json, at, odd) if "s2s" in properties else UNSET
        if not properties.keys() <= cls._NAMES:
            leftover(properties, cls._NAMES, at, odd)
        model.additional_properties = odd
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
        }
        if self.asr is not UNSET:
            body["asr"] = to_json(self.asr)
        if self.e2e is not UNSET:
            body["e2e"] = to_json(self.e2e)
        if self.llm is not UNSET:
            body["llm"] = to_json(self.llm)
        if self.llm_websocket_network_rtt is not UNSET:
            body["llm_websocket_network_rtt"] = to_json(self.llm_websocket_network_rtt)
        if self.tts is not UNSET:
            body["tts"] = to_json(self.tts)
        if self.knowledge_base is not UNSET:
            body["knowledge_base"] = to_json(self.knowledge_base)
        if self.s2s is not UNSET:
            body["s2s"] = to_json(self.s2s)
        return body
