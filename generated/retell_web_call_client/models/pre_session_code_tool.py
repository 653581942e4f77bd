from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from .._writing import to_json
from ..types import (
    const_of,
    enum_of,
    leftover,
    list_of,
    map_of,
    mismatch,
    need,
    read_bool,
    read_int,
    read_str,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class PreSessionCodeTool(Model):
    """Runs JavaScript.

    Args:
        type_: Always `code`.
        name: Name of the tool, unique among the tools. Letters, digits, `_` and `-`, at most 64.
        code: The JavaScript.
        description: Description of the tool, and when to use it.
        timeout_ms: Longest run, in milliseconds.
        response_variables: Parts of the result that become dynamic variables.
        depends_on: Names of the tools that run before this one.
        enable_typing_sound: If true, a typing sound is played while the tool runs.
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
            "code",
            "description",
            "timeout_ms",
            "response_variables",
            "depends_on",
            "enable_typing_sound",
            "execution_message_type",
            "execution_message_description",
            "speak_during_execution",
            "speak_after_execution",
        }
    )

    type_: Literal["code"] = "code"
    """Always `code`."""
    name: str
    """Name of the tool, unique among the tools. Letters, digits, `_` and `-`, at most 64."""
    code: str
    """The JavaScript."""
    description: str | Unset = UNSET
    """Description of the tool, and when to use it."""
    timeout_ms: int | Unset = UNSET
    """Longest run, in milliseconds."""
    response_variables: _models.ResponseVariables | Unset = UNSET
    """Parts of the result that become dynamic variables."""
    depends_on: list[str] | Unset = UNSET
    """Names of the tools that run before this one."""
    enable_typing_sound: bool | Unset = UNSET
    """If true, a typing sound is played while the tool runs."""
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
        model.type_ = need(got, "type", const_of("code"), at)
        got = properties.get("name", ABSENT)
        model.name = got if got.__class__ is str else need(got, "name", read_str, at)
        got = properties.get("code", ABSENT)
        model.code = got if got.__class__ is str else need(got, "code", read_str, at)
        got = properties.get("description", ABSENT)
        if got is UNSET:
            model.description = UNSET
        else:
            known += 1
            model.description = got if got.__class__ is str else take(got, "description", read_str, at, model)
        got = properties.get("timeout_ms", ABSENT)
        if got is UNSET:
            model.timeout_ms = UNSET
        else:
            known += 1
            model.timeout_ms = got if got.__class__ is int else take(got, "timeout_ms", read_int, at, model)
        got = properties.get("response_variables", ABSENT)
        if got is UNSET:
            model.response_variables = UNSET
        else:
            known += 1
            model.response_variables = take(got, "response_variables", map_of(read_str), at, model)
        got = properties.get("depends_on", ABSENT)
        if got is UNSET:
            model.depends_on = UNSET
        else:
            known += 1
            model.depends_on = take(got, "depends_on", list_of(read_str), at, model)
        got = properties.get("enable_typing_sound", ABSENT)
        if got is UNSET:
            model.enable_typing_sound = UNSET
        else:
            known += 1
            model.enable_typing_sound = (
                got if got.__class__ is bool else take(got, "enable_typing_sound", read_bool, at, model)
            )
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
            "code": self.code,
        }
        if self.description is not UNSET:
            body["description"] = self.description
        if self.timeout_ms is not UNSET:
            body["timeout_ms"] = self.timeout_ms
        if self.response_variables is not UNSET:
            body["response_variables"] = self.response_variables
        if self.depends_on is not UNSET:
            body["depends_on"] = self.depends_on
        if self.enable_typing_sound is not UNSET:
            body["enable_typing_sound"] = self.enable_typing_sound
        if self.execution_message_type is not UNSET:
            body["execution_message_type"] = to_json(self.execution_message_type)
        if self.execution_message_description is not UNSET:
            body["execution_message_description"] = self.execution_message_description
        if self.speak_during_execution is not UNSET:
            body["speak_during_execution"] = self.speak_during_execution
        if self.speak_after_execution is not UNSET:
            body["speak_after_execution"] = self.speak_after_execution
        return body
