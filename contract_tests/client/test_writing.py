"""Tests of writing requests: nested dicts, readable reprs, and errors that say what to write."""

import logging
import sys
import traceback
import typing

import attrs
import pytest

import retell_web_call_client.dicts
import retell_web_call_client.models
from client.conftest import forget_drift
from client.integrations.conftest import example
from retell_web_call_client import UNSET
from retell_web_call_client._schemas import check_request
from retell_web_call_client.errors import InvalidRequest
from retell_web_call_client.models import (
    AgentOverride,
    AgentSettings,
    CreateWebCallRequest,
    EnumAnalysisField,
    Language,
    StringAnalysisField,
    UnknownVariant,
    VoicemailHangup,
    VoicemailOption,
)

# ---- dicts ----


def test_nested_dicts_become_objects_of_the_classes() -> None:
    request = CreateWebCallRequest(
        agent_id="a",
        agent_override={"agent": {"language": "en-GB", "voicemail_option": {"action": {"type": "hangup"}}}},
    )

    assert request.agent_override == AgentOverride(
        agent=AgentSettings(language=Language.EN_GB, voicemail_option=VoicemailOption(action=VoicemailHangup()))
    )


def test_dicts_models_and_members_of_enums_may_be_mixed() -> None:
    field = StringAnalysisField(name="summary", description="What was said.")
    choices: retell_web_call_client.dicts.EnumAnalysisFieldDict = {
        "type": "enum",
        "name": "mood",
        "description": "How it went.",
        "choices": ["well", "badly"],
    }
    override = AgentOverride(agent={"language": Language.EN_GB, "post_call_analysis_data": [field, choices]})

    assert override.agent
    assert override.agent.post_call_analysis_data == [
        field,
        EnumAnalysisField(name="mood", description="How it went.", choices=["well", "badly"]),
    ]
    assert override.to_dict()["agent"]["language"] == "en-GB"


def test_models_are_kept_as_the_same_objects() -> None:
    settings, fields = AgentSettings(), [StringAnalysisField(name="a", description="b")]

    assert AgentOverride(agent=settings).agent is settings
    assert AgentSettings(post_call_analysis_data=fields).post_call_analysis_data is fields
    assert AgentSettings(post_call_analysis_data=None).post_call_analysis_data is None
    assert AgentSettings().voicemail_option is UNSET


def test_unknown_properties_are_sent_and_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    forget_drift()
    caplog.set_level(logging.WARNING)
    written = {"agent": {"new_setting": 1, "ambient_sound": "beach", "voicemail_option": {"action": {"type": "new"}}}}
    requests = [CreateWebCallRequest(agent_id="a", agent_override=written) for _ in range(2)]  # type: ignore[arg-type]

    assert [request.to_dict()["agent_override"] for request in requests] == [written] * 2
    assert isinstance(requests[0].agent_override.agent.voicemail_option.action, UnknownVariant)  # type: ignore[union-attr]
    assert [record.getMessage().partition(" in the dict given for agent_override")[0] for record in caplog.records] == [
        "Unknown value at '/agent/ambient_sound'",
        "Unknown kind at '/agent/voicemail_option/action/type'",
        "Unknown property at '/agent/new_setting'",
    ]


def test_a_dict_without_a_required_property_is_rejected() -> None:
    with pytest.raises(InvalidRequest, match="missing at '/action' in the dict given for voicemail_option"):
        AgentSettings(voicemail_option={})  # type: ignore[arg-type]


def test_the_types_of_arguments_can_be_read_at_run_time() -> None:
    found = typing.get_type_hints(CreateWebCallRequest.__init__)["agent_override"]

    assert retell_web_call_client.dicts.AgentOverrideDict in typing.get_args(found)
    assert typing.get_type_hints(retell_web_call_client.dicts.AgentSettingsDict)["voice_speed"] is float


def test_the_settings_of_the_readme_give_its_output(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, typing.Any] = {}
    exec(example("Settings for one call"), names)

    assert capsys.readouterr().out == "en-GB\n"
    check_request(names["request"], "POST /v3/create-web-call")


# ---- reprs and errors ----


def test_a_repr_shows_what_is_set() -> None:
    assert repr(AgentSettings(voice_speed=1.1, webhook_url=None)) == "AgentSettings(webhook_url=None, voice_speed=1.1)"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("agent_id", "CreateWebCallRequest has an attribute for 'agent_id': write .agent_id"),
        ("agentid", "CreateWebCallRequest has no 'agentid': did you mean .agent_id?"),
        ("colour", "CreateWebCallRequest has no 'colour'"),
    ],
)
def test_a_model_used_like_a_dict_raises_an_error_that_says_what_to_write(name: str, said: str) -> None:
    with pytest.raises(KeyError) as caught:
        CreateWebCallRequest(agent_id="a")[name]
    assert caught.value.args == (said,)


def test_a_misspelt_attribute_says_what_to_write() -> None:
    request = CreateWebCallRequest(agent_id="a")
    request["new"] = 1
    for name, said in {
        "agentid": "CreateWebCallRequest has no 'agentid': did you mean .agent_id?",
        "new": "CreateWebCallRequest has no attribute 'new': write ['new'], since the contract does not describe it",
        "news": "CreateWebCallRequest has no 'news': did you mean ['new']?",
    }.items():
        with pytest.raises(AttributeError) as caught:
            getattr(request, name)
        assert str(caught.value) == said


def test_a_misspelt_argument_says_what_to_write() -> None:
    with pytest.raises(TypeError, match=r"^CreateWebCallRequest\..* unexpected keyword argument 'agnt_id'") as caught:
        CreateWebCallRequest(agnt_id="a")  # type: ignore[call-arg]
    assert sys.version_info < (3, 13) or str(caught.value).endswith("Did you mean 'agent_id'?")


def test_a_misspelt_attribute_that_is_set_says_what_to_write() -> None:
    with pytest.raises(AttributeError, match=r"^'CreateWebCallRequest' .* no attribute 'agnt_id'") as caught:
        CreateWebCallRequest(agent_id="a").agnt_id = "b"  # type: ignore[attr-defined]
    shown = traceback.format_exception_only(caught.value)[-1]
    assert sys.version_info < (3, 13) or shown.endswith("Did you mean: 'agent_id'?\n")


MODELS = [
    model
    for name in retell_web_call_client.models.__all__
    if isinstance(model := getattr(retell_web_call_client.models, name), type) and attrs.has(model)
]


@pytest.mark.parametrize("model", MODELS)
def test_every_argument_of_a_model_is_described(model: type[attrs.AttrsInstance]) -> None:
    _, _, described = (model.__doc__ or "").partition("Args:\n")
    names = [field.name for field in attrs.fields(model) if field.name != "additional_properties"]

    assert [name for name in names if f"    {name}: " not in described] == []
    assert "See the contract." not in described
