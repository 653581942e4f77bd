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
    tag_of,
    take,
    unknown_variant,
    variant,
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


def _model_choice_of(
    value: _models.FlowModelChoice | _models.FlowModelChoiceDict | Unset,
) -> _models.FlowModelChoice | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "model_choice", lambda: _read_flow_model_choice)


def _kb_config_of(
    value: _models.KnowledgeBaseConfig | _models.KnowledgeBaseConfigDict | Unset,
) -> _models.KnowledgeBaseConfig | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "kb_config", lambda: _models.KnowledgeBaseConfig.from_json)


@_attrs_define(kw_only=True, repr=False, on_setattr=_as_given)
class ConversationFlowSettings(Model):
    """Settings of a conversation flow. Those left out keep their stored values.

    Args:
        begin_after_user_silence_ms: Silence of the user after which the agent begins anyway, in milliseconds.
        start_speaker: Party that speaks first.
        model_config: The models to use. If set, the older settings of the model have no effect.
        backup_model: The model that takes over if the first one is slow; null for none.
        model_choice: The model that runs the flow.
        model_temperature: Variation of the model's replies.
        tool_call_strict_mode: If true, the model's tool calls must fit their schemas exactly.
        knowledge_base_ids: Ids of the knowledge bases to draw on.
        kb_config: Retrieval of passages from the knowledge bases.

    """

    _NAMES: ClassVar = frozenset(
        {
            "begin_after_user_silence_ms",
            "start_speaker",
            "model_config",
            "backup_model",
            "model_choice",
            "model_temperature",
            "tool_call_strict_mode",
            "knowledge_base_ids",
            "kb_config",
        }
    )

    begin_after_user_silence_ms: int | None | Unset = UNSET
    """Silence of the user after which the agent begins anyway, in milliseconds."""
    start_speaker: _models.StartSpeaker | str | Unset = UNSET
    """Party that speaks first."""
    model_config: _models.ModelConfig | Unset = _attrs_field(default=UNSET, converter=_model_config_of)
    """The models to use. If set, the older settings of the model have no effect."""
    backup_model: _models.BackupModelChoice | None | Unset = _attrs_field(default=UNSET, converter=_backup_model_of)
    """The model that takes over if the first one is slow; null for none."""
    model_choice: _models.FlowModelChoice | Unset = _attrs_field(default=UNSET, converter=_model_choice_of)
    """The model that runs the flow."""
    model_temperature: float | None | Unset = UNSET
    """Variation of the model's replies."""
    tool_call_strict_mode: bool | None | Unset = UNSET
    """If true, the model's tool calls must fit their schemas exactly."""
    knowledge_base_ids: list[str] | None | Unset = UNSET
    """Ids of the knowledge bases to draw on."""
    kb_config: _models.KnowledgeBaseConfig | Unset = _attrs_field(default=UNSET, converter=_kb_config_of)
    """Retrieval of passages from the knowledge bases."""
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
        got = properties.get("model_choice", ABSENT)
        if got is UNSET:
            model.model_choice = UNSET
        else:
            known += 1
            model.model_choice = take(got, "model_choice", _read_flow_model_choice, at, model)
        got = properties.get("model_temperature", ABSENT)
        if got is UNSET:
            model.model_temperature = UNSET
        else:
            known += 1
            model.model_temperature = take(got, "model_temperature", nullable(read_number), at, model)
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
            model.kb_config = (
                _models.KnowledgeBaseConfig.from_json(got, (at, "kb_config"))
                if got.__class__ is dict
                else take(got, "kb_config", _models.KnowledgeBaseConfig.from_json, at, model)
            )
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
        }
        if self.begin_after_user_silence_ms is not UNSET:
            body["begin_after_user_silence_ms"] = self.begin_after_user_silence_ms
        if self.start_speaker is not UNSET:
            body["start_speaker"] = to_json(self.start_speaker)
        if self.model_config is not UNSET:
            body["model_config"] = to_json(self.model_config)
        if self.backup_model is not UNSET:
            body["backup_model"] = to_json(self.backup_model)
        if self.model_choice is not UNSET:
            body["model_choice"] = to_json(self.model_choice)
        if self.model_temperature is not UNSET:
            body["model_temperature"] = self.model_temperature
        if self.tool_call_strict_mode is not UNSET:
            body["tool_call_strict_mode"] = self.tool_call_strict_mode
        if self.knowledge_base_ids is not UNSET:
            body["knowledge_base_ids"] = self.knowledge_base_ids
        if self.kb_config is not UNSET:
            body["kb_config"] = to_json(self.kb_config)
        return body


def _read_flow_model_choice(value: Any, at: Place) -> _models.FlowModelChoice:
    """Tell the kinds apart by `type`."""
    tag = tag_of(value, "type")
    if tag == "cascading":
        return variant(_models.ModelChoice.from_json, value, at)
    if tag == "s2s":
        return variant(_models.SpeechToSpeechModelChoice.from_json, value, at)
    return unknown_variant(value, "type", at)
