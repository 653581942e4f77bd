from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field
from attrs.setters import NO_OP as _as_given

from .. import models as _models
from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from .._writing import from_dicts, to_json
from ..types import (
    enum_of,
    first_of,
    leftover,
    list_of,
    mismatch,
    nullable,
    read_bool,
    read_int,
    read_number,
    read_str,
    read_unknown,
    take,
)


def _model_config_of(
    value: _models.ModelConfig | _models.ModelConfigDict | Unset,
) -> _models.ModelConfig | Unset:
    if isinstance(value, Unset):
        return value
    found: _models.ModelConfig = from_dicts(
        value,
        "model_config",
        lambda: first_of(
            _models.CascadingModelConfig.from_json, _models.SpeechToSpeechModelConfig.from_json, read_unknown
        ),
    )
    return found


def _backup_model_of(
    value: _models.BackupModelChoice | _models.BackupModelChoiceDict | None | Unset,
) -> _models.BackupModelChoice | None | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "backup_model", lambda: nullable(_models.BackupModelChoice.from_json))


def _kb_config_of(
    value: _models.KnowledgeBaseConfig | _models.KnowledgeBaseConfigDict | None | Unset,
) -> _models.KnowledgeBaseConfig | None | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "kb_config", lambda: nullable(_models.KnowledgeBaseConfig.from_json))


@_attrs_define(kw_only=True, repr=False, on_setattr=_as_given)
class RetellLlmSettings(Model):
    """Settings of a Retell LLM. Those left out keep their stored values.

    Args:
        begin_message: The agent's first words; an empty string lets the user begin.
        begin_after_user_silence_ms: Silence of the user after which the agent begins anyway, in milliseconds.
        start_speaker: Party that speaks first.
        model: The language model; null leaves the choice to the server.
        model_config: The models to use. If set, the older settings of the model have no effect.
        backup_model: The model that takes over if the first one is slow; null for none.
        s2s_model: The speech-to-speech model to use in place of a language model; null for none.
        model_temperature: Variation of the model's replies.
        model_high_priority: If true, you pay for lower and steadier latency of the model.
        model_ultrafast: If true, you pay for the lowest latency of the model, if it offers that.
        tool_call_strict_mode: If true, the model's tool calls must fit their schemas exactly.
        knowledge_base_ids: Ids of the knowledge bases to draw on.
        kb_config: Retrieval of passages from the knowledge bases; null for the defaults.

    """

    _NAMES: ClassVar = frozenset(
        {
            "begin_message",
            "begin_after_user_silence_ms",
            "start_speaker",
            "model",
            "model_config",
            "backup_model",
            "s2s_model",
            "model_temperature",
            "model_high_priority",
            "model_ultrafast",
            "tool_call_strict_mode",
            "knowledge_base_ids",
            "kb_config",
        }
    )

    begin_message: str | None | Unset = UNSET
    """The agent's first words; an empty string lets the user begin."""
    begin_after_user_silence_ms: int | None | Unset = UNSET
    """Silence of the user after which the agent begins anyway, in milliseconds."""
    start_speaker: _models.StartSpeaker | str | Unset = UNSET
    """Party that speaks first."""
    model: _models.LlmModel | str | None | Unset = UNSET
    """The language model; null leaves the choice to the server."""
    model_config: _models.ModelConfig | Unset = _attrs_field(default=UNSET, converter=_model_config_of)
    """The models to use. If set, the older settings of the model have no effect."""
    backup_model: _models.BackupModelChoice | None | Unset = _attrs_field(default=UNSET, converter=_backup_model_of)
    """The model that takes over if the first one is slow; null for none."""
    s2s_model: _models.SpeechToSpeechModel | str | None | Unset = UNSET
    """The speech-to-speech model to use in place of a language model; null for none."""
    model_temperature: float | Unset = UNSET
    """Variation of the model's replies."""
    model_high_priority: bool | None | Unset = UNSET
    """If true, you pay for lower and steadier latency of the model."""
    model_ultrafast: bool | None | Unset = UNSET
    """If true, you pay for the lowest latency of the model, if it offers that."""
    tool_call_strict_mode: bool | None | Unset = UNSET
    """If true, the model's tool calls must fit their schemas exactly."""
    knowledge_base_ids: list[str] | None | Unset = UNSET
    """Ids of the knowledge bases to draw on."""
    kb_config: _models.KnowledgeBaseConfig | None | Unset = _attrs_field(default=UNSET, converter=_kb_config_of)
    """Retrieval of passages from the knowledge bases; null for the defaults."""
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
        known = 0
        got = properties.get("begin_message", ABSENT)
        if got is UNSET:
            model.begin_message = UNSET
        else:
            known += 1
            model.begin_message = take(got, "begin_message", nullable(read_str), at, model)
        got = properties.get("begin_after_user_silence_ms", ABSENT)
        if got is UNSET:
            model.begin_after_user_silence_ms = UNSET
        else:
            known += 1
            model.begin_after_user_silence_ms = take(got, "begin_after_user_silence_ms", nullable(read_int), at, model)
        got = properties.get("start_speaker", ABSENT)
        if got is UNSET:
            model.start_speaker = UNSET
        else:
            known += 1
            model.start_speaker = (
                enum_of(_models.StartSpeaker)(got, (at, "start_speaker"))
                if got.__class__ is str
                else take(got, "start_speaker", enum_of(_models.StartSpeaker), at, model)
            )
        got = properties.get("model", ABSENT)
        if got is UNSET:
            model.model = UNSET
        else:
            known += 1
            model.model = take(got, "model", nullable(enum_of(_models.LlmModel)), at, model)
        got = properties.get("model_config", ABSENT)
        if got is UNSET:
            model.model_config = UNSET
        else:
            known += 1
            model.model_config = take(
                got,
                "model_config",
                first_of(
                    _models.CascadingModelConfig.from_json, _models.SpeechToSpeechModelConfig.from_json, read_unknown
                ),
                at,
                model,
            )
        got = properties.get("backup_model", ABSENT)
        if got is UNSET:
            model.backup_model = UNSET
        else:
            known += 1
            model.backup_model = take(got, "backup_model", nullable(_models.BackupModelChoice.from_json), at, model)
        got = properties.get("s2s_model", ABSENT)
        if got is UNSET:
            model.s2s_model = UNSET
        else:
            known += 1
            model.s2s_model = take(got, "s2s_model", nullable(enum_of(_models.SpeechToSpeechModel)), at, model)
        got = properties.get("model_temperature", ABSENT)
        if got is UNSET:
            model.model_temperature = UNSET
        else:
            known += 1
            model.model_temperature = (
                got
                if got.__class__ is float or got.__class__ is int
                else take(got, "model_temperature", read_number, at, model)
            )
        got = properties.get("model_high_priority", ABSENT)
        if got is UNSET:
            model.model_high_priority = UNSET
        else:
            known += 1
            model.model_high_priority = take(got, "model_high_priority", nullable(read_bool), at, model)
        got = properties.get("model_ultrafast", ABSENT)
        if got is UNSET:
            model.model_ultrafast = UNSET
        else:
            known += 1
            model.model_ultrafast = take(got, "model_ultrafast", nullable(read_bool), at, model)
        got = properties.get("tool_call_strict_mode", ABSENT)
        if got is UNSET:
            model.tool_call_strict_mode = UNSET
        else:
            known += 1
            model.tool_call_strict_mode = take(got, "tool_call_strict_mode", nullable(read_bool), at, model)
        got = properties.get("knowledge_base_ids", ABSENT)
        if got is UNSET:
            model.knowledge_base_ids = UNSET
        else:
            known += 1
            model.knowledge_base_ids = take(got, "knowledge_base_ids", nullable(list_of(read_str)), at, model)
        got = properties.get("kb_config", ABSENT)
        if got is UNSET:
            model.kb_config = UNSET
        else:
            known += 1
            model.kb_config = take(got, "kb_config", nullable(_models.KnowledgeBaseConfig.from_json), at, model)
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
        }
        if self.begin_message is not UNSET:
            body["begin_message"] = self.begin_message
        if self.begin_after_user_silence_ms is not UNSET:
            body["begin_after_user_silence_ms"] = self.begin_after_user_silence_ms
        if self.start_speaker is not UNSET:
            body["start_speaker"] = to_json(self.start_speaker)
        if self.model is not UNSET:
            body["model"] = to_json(self.model)
        if self.model_config is not UNSET:
            body["model_config"] = to_json(self.model_config)
        if self.backup_model is not UNSET:
            body["backup_model"] = to_json(self.backup_model)
        if self.s2s_model is not UNSET:
            body["s2s_model"] = to_json(self.s2s_model)
        if self.model_temperature is not UNSET:
            body["model_temperature"] = self.model_temperature
        if self.model_high_priority is not UNSET:
            body["model_high_priority"] = self.model_high_priority
        if self.model_ultrafast is not UNSET:
            body["model_ultrafast"] = self.model_ultrafast
        if self.tool_call_strict_mode is not UNSET:
            body["tool_call_strict_mode"] = self.tool_call_strict_mode
        if self.knowledge_base_ids is not UNSET:
            body["knowledge_base_ids"] = self.knowledge_base_ids
        if self.kb_config is not UNSET:
            body["kb_config"] = to_json(self.kb_config)
        return body
