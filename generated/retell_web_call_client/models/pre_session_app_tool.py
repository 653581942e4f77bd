from __future__ import annotations

from collections.abc import Sequence
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
    leftover,
    list_of,
    map_of,
    mismatch,
    need,
    read_bool,
    read_str,
    tag_of,
    take,
    unknown_variant,
    variant,
)


def _parameters_of(
    value: Sequence[_models.ToolParameters | _models.ToolParametersDict] | Unset,
) -> list[_models.ToolParameters] | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "parameters", lambda: list_of(_models.ToolParameters.from_json))


def _output_selection_of(
    value: _models.ToolOutputSelection | _models.ToolOutputSelectionDict | Unset,
) -> _models.ToolOutputSelection | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "output_selection", lambda: _read_tool_output_selection)


@_attrs_define(kw_only=True, repr=False, on_setattr=_as_given)
class PreSessionAppTool(Model):
    """Uses an app that is connected to the workspace.

    Args:
        type_: Always `integration_app`.
        name: Name of the tool, unique among the tools. Letters, digits, `_` and `-`, at most 64.
        app_id: Id of the connected app.
        app_tool_template_name: Name of the template in the provider's catalogue.
        provider: Provider of the app.
        description: Description of the tool.
        parameters: Arguments of the tool, in order.
        output_selection: Part of the tool's response that the agent sees; by default all.
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
            "app_id",
            "app_tool_template_name",
            "provider",
            "description",
            "parameters",
            "output_selection",
            "response_variables",
            "depends_on",
            "enable_typing_sound",
            "execution_message_type",
            "execution_message_description",
            "speak_during_execution",
            "speak_after_execution",
        }
    )

    type_: Literal["integration_app"] = "integration_app"
    """Always `integration_app`."""
    name: str
    """Name of the tool, unique among the tools. Letters, digits, `_` and `-`, at most 64."""
    app_id: str
    """Id of the connected app."""
    app_tool_template_name: str
    """Name of the template in the provider's catalogue."""
    provider: str
    """Provider of the app."""
    description: str | Unset = UNSET
    """Description of the tool."""
    parameters: list[_models.ToolParameters] | Unset = _attrs_field(default=UNSET, converter=_parameters_of)
    """Arguments of the tool, in order."""
    output_selection: _models.ToolOutputSelection | Unset = _attrs_field(default=UNSET, converter=_output_selection_of)
    """Part of the tool's response that the agent sees; by default all."""
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
        known = 5
        got = properties.get("type", ABSENT)
        model.type_ = need(got, "type", const_of("integration_app"), at)
        got = properties.get("name", ABSENT)
        model.name = got if got.__class__ is str else need(got, "name", read_str, at)
        got = properties.get("app_id", ABSENT)
        model.app_id = got if got.__class__ is str else need(got, "app_id", read_str, at)
        got = properties.get("app_tool_template_name", ABSENT)
        model.app_tool_template_name = (
            got if got.__class__ is str else need(got, "app_tool_template_name", read_str, at)
        )
        got = properties.get("provider", ABSENT)
        model.provider = got if got.__class__ is str else need(got, "provider", read_str, at)
        got = properties.get("description", ABSENT)
        if got is UNSET:
            model.description = UNSET
        else:
            known += 1
            model.description = got if got.__class__ is str else take(got, "description", read_str, at, model)
        got = properties.get("parameters", ABSENT)
        if got is UNSET:
            model.parameters = UNSET
        else:
            known += 1
            model.parameters = take(got, "parameters", list_of(_models.ToolParameters.from_json), at, model)
        got = properties.get("output_selection", ABSENT)
        if got is UNSET:
            model.output_selection = UNSET
        else:
            known += 1
            model.output_selection = take(got, "output_selection", _read_tool_output_selection, at, model)
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
            "app_id": self.app_id,
            "app_tool_template_name": self.app_tool_template_name,
            "provider": self.provider,
        }
        if self.description is not UNSET:
            body["description"] = self.description
        if self.parameters is not UNSET:
            body["parameters"] = to_json(self.parameters)
        if self.output_selection is not UNSET:
            body["output_selection"] = to_json(self.output_selection)
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


def _read_tool_output_selection(value: Any, at: Place) -> _models.ToolOutputSelection:
    """Tell the kinds apart by `mode`."""
    tag = tag_of(value, "mode")
    if tag == "all":
        return variant(_models.WholeToolOutput.from_json, value, at)
    if tag == "subset":
        return variant(_models.PartOfToolOutput.from_json, value, at)
    return unknown_variant(value, "mode", at)
