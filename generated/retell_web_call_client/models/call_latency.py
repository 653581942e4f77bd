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
    leftover,
    mismatch,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class CallLatency(Model):
    """Latency of the parts of the agent's replies, in milliseconds.

    Args:
        asr: From what was said to its transcription.
        e2e: From the end of the user's words to the start of the agent's.
        llm: To the language model's first words.
        llm_websocket_network_rtt: Round trip to the websocket of a custom LLM.
        tts: To the first audio of text-to-speech.
        knowledge_base: To the passages from the knowledge bases.
        s2s: To the first audio of a speech-to-speech model.

    """

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
        if len(properties) == 7:  # probably all of them
            try:
                got_1 = properties["asr"]
                got_2 = properties["e2e"]
                got_3 = properties["llm"]
                got_4 = properties["llm_websocket_network_rtt"]
                got_5 = properties["tts"]
                got_6 = properties["knowledge_base"]
                got_7 = properties["s2s"]
            except KeyError:
                pass
            else:
                if (
                    (got_1.__class__ is dict)
                    and (got_2.__class__ is dict)
                    and (got_3.__class__ is dict)
                    and (got_4.__class__ is dict)
                    and (got_5.__class__ is dict)
                    and (got_6.__class__ is dict)
                    and (got_7.__class__ is dict)
                ):
                    model.asr = _models.LatencyStats.from_json(got_1, (at, "asr"))
                    model.e2e = _models.LatencyStats.from_json(got_2, (at, "e2e"))
                    model.llm = _models.LatencyStats.from_json(got_3, (at, "llm"))
                    model.llm_websocket_network_rtt = _models.LatencyStats.from_json(
                        got_4, (at, "llm_websocket_network_rtt")
                    )
                    model.tts = _models.LatencyStats.from_json(got_5, (at, "tts"))
                    model.knowledge_base = _models.LatencyStats.from_json(got_6, (at, "knowledge_base"))
                    model.s2s = _models.LatencyStats.from_json(got_7, (at, "s2s"))
                    return model
        known = 0
        got = properties.get("asr", ABSENT)
        if got is UNSET:
            model.asr = UNSET
        else:
            known += 1
            model.asr = (
                _models.LatencyStats.from_json(got, (at, "asr"))
                if got.__class__ is dict
                else take(got, "asr", _models.LatencyStats.from_json, at, model)
            )
        got = properties.get("e2e", ABSENT)
        if got is UNSET:
            model.e2e = UNSET
        else:
            known += 1
            model.e2e = (
                _models.LatencyStats.from_json(got, (at, "e2e"))
                if got.__class__ is dict
                else take(got, "e2e", _models.LatencyStats.from_json, at, model)
            )
        got = properties.get("llm", ABSENT)
        if got is UNSET:
            model.llm = UNSET
        else:
            known += 1
            model.llm = (
                _models.LatencyStats.from_json(got, (at, "llm"))
                if got.__class__ is dict
                else take(got, "llm", _models.LatencyStats.from_json, at, model)
            )
        got = properties.get("llm_websocket_network_rtt", ABSENT)
        if got is UNSET:
            model.llm_websocket_network_rtt = UNSET
        else:
            known += 1
            model.llm_websocket_network_rtt = (
                _models.LatencyStats.from_json(got, (at, "llm_websocket_network_rtt"))
                if got.__class__ is dict
                else take(got, "llm_websocket_network_rtt", _models.LatencyStats.from_json, at, model)
            )
        got = properties.get("tts", ABSENT)
        if got is UNSET:
            model.tts = UNSET
        else:
            known += 1
            model.tts = (
                _models.LatencyStats.from_json(got, (at, "tts"))
                if got.__class__ is dict
                else take(got, "tts", _models.LatencyStats.from_json, at, model)
            )
        got = properties.get("knowledge_base", ABSENT)
        if got is UNSET:
            model.knowledge_base = UNSET
        else:
            known += 1
            model.knowledge_base = (
                _models.LatencyStats.from_json(got, (at, "knowledge_base"))
                if got.__class__ is dict
                else take(got, "knowledge_base", _models.LatencyStats.from_json, at, model)
            )
        got = properties.get("s2s", ABSENT)
        if got is UNSET:
            model.s2s = UNSET
        else:
            known += 1
            model.s2s = (
                _models.LatencyStats.from_json(got, (at, "s2s"))
                if got.__class__ is dict
                else take(got, "s2s", _models.LatencyStats.from_json, at, model)
            )
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
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
