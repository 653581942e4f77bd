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
    leftover,
    mismatch,
    need,
    nullable,
    read_str,
    tag_of,
    take,
    unknown_variant,
    variant,
)


def _action_of(
    value: _models.VoicemailAction | _models.VoicemailActionDict,
) -> _models.VoicemailAction:
    return from_dicts(value, "action", lambda: _read_voicemail_action)


@_attrs_define(kw_only=True, repr=False, on_setattr=_as_given)
class VoicemailOption(Model):
    """Action when a voicemail answers.

    Args:
        action: The one thing to do.
        detection_prompt: Definition of a voicemail, in words; null for the vendor's own.

    """

    _NAMES: ClassVar = frozenset({"action", "detection_prompt"})

    action: _models.VoicemailAction = _attrs_field(converter=_action_of)
    """The one thing to do."""
    detection_prompt: str | None | Unset = UNSET
    """Definition of a voicemail, in words; null for the vendor's own."""
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
        known = 1
        got = properties.get("action", ABSENT)
        model.action = need(got, "action", _read_voicemail_action, at)
        got = properties.get("detection_prompt", ABSENT)
        if got is UNSET:
            model.detection_prompt = UNSET
        else:
            known += 1
            model.detection_prompt = take(got, "detection_prompt", nullable(read_str), at, model)
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "action": to_json(self.action),
        }
        if self.detection_prompt is not UNSET:
            body["detection_prompt"] = self.detection_prompt
        return body


def _read_voicemail_action(value: Any, at: Place) -> _models.VoicemailAction:
    """Tell the kinds apart by `type`."""
    tag = tag_of(value, "type")
    if tag == "prompt":
        return variant(_models.VoicemailPrompt.from_json, value, at)
    if tag == "static_text":
        return variant(_models.VoicemailStaticText.from_json, value, at)
    if tag == "hangup":
        return variant(_models.VoicemailHangup.from_json, value, at)
    if tag == "bridge_transfer":
        return variant(_models.VoicemailBridgeTransfer.from_json, value, at)
    return unknown_variant(value, "type", at)
