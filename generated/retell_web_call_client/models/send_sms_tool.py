from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field
from attrs.setters import NO_OP as _as_given

from .. import models as _models
from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from .._writing import from_dicts, to_json
from ..types import (
    const_of,
    enum_of,
    first_of,
    leftover,
    list_of,
    mismatch,
    need,
    nullable,
    read_bool,
    read_str,
    read_unknown,
    tag_of,
    take,
    unknown_variant,
    variant,
)


def _sms_content_of(
    value: _models.SmsContent | _models.SmsContentDict,
) -> _models.SmsContent:
    found: _models.SmsContent = from_dicts(
        value,
        "sms_content",
        lambda: first_of(
            _models.PredefinedSms.from_json, _models.InferredSms.from_json, _models.TemplateSms.from_json, read_unknown
        ),
    )
    return found


def _sms_destination_of(
    value: _models.SmsDestination | _models.SmsDestinationDict | None | Unset,
) -> _models.SmsDestination | None | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "sms_destination", lambda: nullable(_read_sms_destination))


def _sms_sender_of(
    value: _models.SmsSender | _models.SmsSenderDict | None | Unset,
) -> _models.SmsSender | None | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "sms_sender", lambda: nullable(_read_sms_sender))


def _condition_of(
    value: _models.ToolCondition | _models.ToolConditionDict | Unset,
) -> _models.ToolCondition | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "condition", lambda: _models.ToolCondition.from_json)


@_attrs_define(kw_only=True, repr=False, on_setattr=_as_given)
class SendSmsTool(Model):
    """Sends a text message.

    Args:
        type_: Always `send_sms`.
        name: Name of the tool, unique among the tools. Letters, digits, `_` and `-`, at most 64.
        sms_content: Content of the message.
        sms_destination: Destination of the message; null or nothing for the user's own number.
        sms_sender: The number to send it from; null or nothing for the agent's own.
        condition: When the tool runs; without it always.
        description: Description of the tool, and when to use it.
        depends_on: Names of the tools that run before this one.
        execution_message_type: Type of `execution_message_description`, either a prompt or a fixed text.
        execution_message_description: Text or prompt for what the agent says while the tool runs, if
            `speak_during_execution` is true.
        speak_during_execution: If true, the agent speaks while the tool runs.
        speak_after_execution: If true, the agent speaks when the tool has run.

    """

    _NAMES: ClassVar = frozenset(
        {
            "type",
            "name",
            "sms_content",
            "sms_destination",
            "sms_sender",
            "condition",
            "description",
            "depends_on",
            "execution_message_type",
            "execution_message_description",
            "speak_during_execution",
            "speak_after_execution",
        }
    )

    type_: Literal["send_sms"] = "send_sms"
    """Always `send_sms`."""
    name: str
    """Name of the tool, unique among the tools. Letters, digits, `_` and `-`, at most 64."""
    sms_content: _models.SmsContent = _attrs_field(converter=_sms_content_of)
    """Content of the message."""
    sms_destination: _models.SmsDestination | None | Unset = _attrs_field(default=UNSET, converter=_sms_destination_of)
    """Destination of the message; null or nothing for the user's own number."""
    sms_sender: _models.SmsSender | None | Unset = _attrs_field(default=UNSET, converter=_sms_sender_of)
    """The number to send it from; null or nothing for the agent's own."""
    condition: _models.ToolCondition | Unset = _attrs_field(default=UNSET, converter=_condition_of)
    """When the tool runs; without it always."""
    description: str | Unset = UNSET
    """Description of the tool, and when to use it."""
    depends_on: list[str] | Unset = UNSET
    """Names of the tools that run before this one."""
    execution_message_type: _models.ExecutionMessageType | str | Unset = UNSET
    """Type of `execution_message_description`, either a prompt or a fixed text."""
    execution_message_description: str | Unset = UNSET
    """Text or prompt for what the agent says while the tool runs, if `speak_during_execution` is true."""
    speak_during_execution: bool | Unset = UNSET
    """If true, the agent speaks while the tool runs."""
    speak_after_execution: bool | Unset = UNSET
    """If true, the agent speaks when the tool has run."""
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
        known = 3
        got = properties.get("type", ABSENT)
        model.type_ = need(got, "type", const_of("send_sms"), at)
        got = properties.get("name", ABSENT)
        model.name = got if got.__class__ is str else need(got, "name", read_str, at)
        got = properties.get("sms_content", ABSENT)
        model.sms_content = need(
            got,
            "sms_content",
            first_of(
                _models.PredefinedSms.from_json,
                _models.InferredSms.from_json,
                _models.TemplateSms.from_json,
                read_unknown,
            ),
            at,
        )
        got = properties.get("sms_destination", ABSENT)
        if got is UNSET:
            model.sms_destination = UNSET
        else:
            known += 1
            model.sms_destination = take(got, "sms_destination", nullable(_read_sms_destination), at, model)
        got = properties.get("sms_sender", ABSENT)
        if got is UNSET:
            model.sms_sender = UNSET
        else:
            known += 1
            model.sms_sender = take(got, "sms_sender", nullable(_read_sms_sender), at, model)
        got = properties.get("condition", ABSENT)
        if got is UNSET:
            model.condition = UNSET
        else:
            known += 1
            model.condition = take(got, "condition", _models.ToolCondition.from_json, at, model)
        got = properties.get("description", ABSENT)
        if got is UNSET:
            model.description = UNSET
        else:
            known += 1
            model.description = got if got.__class__ is str else take(got, "description", read_str, at, model)
        got = properties.get("depends_on", ABSENT)
        if got is UNSET:
            model.depends_on = UNSET
        else:
            known += 1
            model.depends_on = take(got, "depends_on", list_of(read_str), at, model)
        got = properties.get("execution_message_type", ABSENT)
        if got is UNSET:
            model.execution_message_type = UNSET
        else:
            known += 1
            model.execution_message_type = (
                enum_of(_models.ExecutionMessageType)(got, (at, "execution_message_type"))
                if got.__class__ is str
                else take(got, "execution_message_type", enum_of(_models.ExecutionMessageType), at, model)
            )
        got = properties.get("execution_message_description", ABSENT)
        if got is UNSET:
            model.execution_message_description = UNSET
        else:
            known += 1
            model.execution_message_description = (
                got if got.__class__ is str else take(got, "execution_message_description", read_str, at, model)
            )
        got = properties.get("speak_during_execution", ABSENT)
        if got is UNSET:
            model.speak_during_execution = UNSET
        else:
            known += 1
            model.speak_during_execution = (
                got if got.__class__ is bool else take(got, "speak_during_execution", read_bool, at, model)
            )
        got = properties.get("speak_after_execution", ABSENT)
        if got is UNSET:
            model.speak_after_execution = UNSET
        else:
            known += 1
            model.speak_after_execution = (
                got if got.__class__ is bool else take(got, "speak_after_execution", read_bool, at, model)
            )
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
            "type": self.type_,
            "name": self.name,
            "sms_content": to_json(self.sms_content),
        }
        if self.sms_destination is not UNSET:
            body["sms_destination"] = to_json(self.sms_destination)
        if self.sms_sender is not UNSET:
            body["sms_sender"] = to_json(self.sms_sender)
        if self.condition is not UNSET:
            body["condition"] = to_json(self.condition)
        if self.description is not UNSET:
            body["description"] = self.description
        if self.depends_on is not UNSET:
            body["depends_on"] = self.depends_on
        if self.execution_message_type is not UNSET:
            body["execution_message_type"] = to_json(self.execution_message_type)
        if self.execution_message_description is not UNSET:
            body["execution_message_description"] = self.execution_message_description
        if self.speak_during_execution is not UNSET:
            body["speak_during_execution"] = self.speak_during_execution
        if self.speak_after_execution is not UNSET:
            body["speak_after_execution"] = self.speak_after_execution
        return body


def _read_sms_destination(value: Any, at: Place) -> _models.SmsDestination:
    """Tell the kinds apart by `type`."""
    tag = tag_of(value, "type")
    if tag == "customer_number":
        return variant(_models.CustomerNumber.from_json, value, at)
    if tag == "phone_number":
        return variant(_models.DestinationNumber.from_json, value, at)
    return unknown_variant(value, "type", at)


def _read_sms_sender(value: Any, at: Place) -> _models.SmsSender:
    """Tell the kinds apart by `type`."""
    tag = tag_of(value, "type")
    if tag == "current_number":
        return variant(_models.CurrentNumber.from_json, value, at)
    if tag == "retell_long_code":
        return variant(_models.RetellLongCode.from_json, value, at)
    return unknown_variant(value, "type", at)
