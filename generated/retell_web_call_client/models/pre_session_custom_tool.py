from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field
from attrs.setters import NO_OP as _as_given

from .. import models as _models
from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model
from .._model import masked as _masked
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
    read_int,
    read_str,
    take,
)


def _parameters_of(
    value: _models.ToolParameters | _models.ToolParametersDict | Unset,
) -> _models.ToolParameters | Unset:
    if isinstance(value, Unset):
        return value
    return from_dicts(value, "parameters", lambda: _models.ToolParameters.from_json)


@_attrs_define(kw_only=True, repr=False, on_setattr=_as_given)
class PreSessionCustomTool(Model):
    """Sends a request to a server of your own.

    Args:
        type_: Always `custom`.
        name: Name of the tool, unique among the tools. Letters, digits, `_` and `-`, at most 64.
        url: URL that the request is sent to.
        method: Method of the request; without it POST.
        description: Description of the tool, and when to use it.
        headers: Headers to add to the request.
        query_params: Parameters to add to the query of the URL.
        parameters: Parameters of the tool.
        parameter_type: Form of `parameters` in the dashboard.
        args_at_root: If true, the parameters are the body itself instead of its property `args`.
        timeout_ms: Longest attempt, in milliseconds. 1000 to 600000.
        max_retry: Number of retries of a failed request. 0 to 5.
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
            "url",
            "method",
            "description",
            "headers",
            "query_params",
            "parameters",
            "parameter_type",
            "args_at_root",
            "timeout_ms",
            "max_retry",
            "response_variables",
            "depends_on",
            "enable_typing_sound",
            "execution_message_type",
            "execution_message_description",
            "speak_during_execution",
            "speak_after_execution",
        }
    )

    type_: Literal["custom"] = "custom"
    """Always `custom`."""
    name: str
    """Name of the tool, unique among the tools. Letters, digits, `_` and `-`, at most 64."""
    url: str
    """URL that the request is sent to."""
    method: _models.ToolMethod | str | Unset = UNSET
    """Method of the request; without it POST."""
    description: str | Unset = UNSET
    """Description of the tool, and when to use it."""
    headers: _models.ToolHeaders | Unset = _attrs_field(default=UNSET, repr=_masked)
    """Headers to add to the request."""
    query_params: _models.ToolQueryParameters | Unset = _attrs_field(default=UNSET, repr=_masked)
    """Parameters to add to the query of the URL."""
    parameters: _models.ToolParameters | Unset = _attrs_field(default=UNSET, converter=_parameters_of)
    """Parameters of the tool."""
    parameter_type: _models.ToolParameterType | str | Unset = UNSET
    """Form of `parameters` in the dashboard."""
    args_at_root: bool | Unset = UNSET
    """If true, the parameters are the body itself instead of its property `args`."""
    timeout_ms: int | Unset = UNSET
    """Longest attempt, in milliseconds. 1000 to 600000."""
    max_retry: int | Unset = UNSET
    """Number of retries of a failed request. 0 to 5."""
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
        model.type_ = need(got, "type", const_of("custom"), at)
        got = properties.get("name", ABSENT)
        model.name = got if got.__class__ is str else need(got, "name", read_str, at)
        got = properties.get("url", ABSENT)
        model.url = got if got.__class__ is str else need(got, "url", read_str, at)
        got = properties.get("method", ABSENT)
        if got is UNSET:
            model.method = UNSET
        else:
            known += 1
            model.method = (
                enum_of(_models.ToolMethod)(got, (at, "method"))
                if got.__class__ is str
                else take(got, "method", enum_of(_models.ToolMethod), at, model)
            )
        got = properties.get("description", ABSENT)
        if got is UNSET:
            model.description = UNSET
        else:
            known += 1
            model.description = got if got.__class__ is str else take(got, "description", read_str, at, model)
        got = properties.get("headers", ABSENT)
        if got is UNSET:
            model.headers = UNSET
        else:
            known += 1
            model.headers = take(got, "headers", map_of(read_str), at, model)
        got = properties.get("query_params", ABSENT)
        if got is UNSET:
            model.query_params = UNSET
        else:
            known += 1
            model.query_params = take(got, "query_params", map_of(read_str), at, model)
        got = properties.get("parameters", ABSENT)
        if got is UNSET:
            model.parameters = UNSET
        else:
            known += 1
            model.parameters = take(got, "parameters", _models.ToolParameters.from_json, at, model)
        got = properties.get("parameter_type", ABSENT)
        if got is UNSET:
            model.parameter_type = UNSET
        else:
            known += 1
            model.parameter_type = (
                enum_of(_models.ToolParameterType)(got, (at, "parameter_type"))
                if got.__class__ is str
                else take(got, "parameter_type", enum_of(_models.ToolParameterType), at, model)
            )
        got = properties.get("args_at_root", ABSENT)
        if got is UNSET:
            model.args_at_root = UNSET
        else:
            known += 1
            model.args_at_root = got if got.__class__ is bool else take(got, "args_at_root", read_bool, at, model)
        got = properties.get("timeout_ms", ABSENT)
        if got is UNSET:
            model.timeout_ms = UNSET
        else:
            known += 1
            model.timeout_ms = got if got.__class__ is int else take(got, "timeout_ms", read_int, at, model)
        got = properties.get("max_retry", ABSENT)
        if got is UNSET:
            model.max_retry = UNSET
        else:
            known += 1
            model.max_retry = got if got.__class__ is int else take(got, "max_retry", read_int, at, model)
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
            "url": self.url,
        }
        if self.method is not UNSET:
            body["method"] = to_json(self.method)
        if self.description is not UNSET:
            body["description"] = self.description
        if self.headers is not UNSET:
            body["headers"] = self.headers
        if self.query_params is not UNSET:
            body["query_params"] = self.query_params
        if self.parameters is not UNSET:
            body["parameters"] = to_json(self.parameters)
        if self.parameter_type is not UNSET:
            body["parameter_type"] = to_json(self.parameter_type)
        if self.args_at_root is not UNSET:
            body["args_at_root"] = self.args_at_root
        if self.timeout_ms is not UNSET:
            body["timeout_ms"] = self.timeout_ms
        if self.max_retry is not UNSET:
            body["max_retry"] = self.max_retry
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
