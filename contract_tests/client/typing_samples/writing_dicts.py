"""Nested settings as dict literals, as a user would write them. Type-checked, never run."""

from retell_web_call_client import Unset
from retell_web_call_client.dicts import AgentSettingsDict
from retell_web_call_client.models import (
    AgentOverride,
    AgentSettings,
    CreateWebCallRequest,
    Language,
    PostCallAnalysisField,
    StringAnalysisField,
    VoicemailHangup,
)

literal = CreateWebCallRequest(
    agent_id="agent_1",
    agent_override={
        "agent": {
            "language": ["en-GB", Language.DE_DE],
            "voice_speed": 1.1,
            "voicemail_option": {"action": {"type": "hangup"}},
            "post_call_analysis_data": [{"type": "string", "name": "summary", "description": "What was said."}],
            "response_engine": {"type": "retell-llm", "llm_id": "llm_1"},
            "webhook_url": None,
        },
        "retell_llm": {"start_speaker": "agent"},
    },
    metadata={"order": 4711},
    retell_llm_dynamic_variables={"customer": "Ann"},
)
mixed = CreateWebCallRequest(agent_id="agent_1", agent_override={"agent": AgentSettings(language="en-GB")})
classes = CreateWebCallRequest(agent_id="agent_1", agent_override=AgentOverride(agent={"voice_speed": 1.1}))


def settings(name: str) -> AgentSettingsDict:
    """Return settings as a typed dict."""
    return {"agent_name": name, "language": "en-GB", "voicemail_option": {"action": VoicemailHangup()}}


def fields(more: list[PostCallAnalysisField], known: list[StringAnalysisField]) -> list[AgentSettings]:
    """Return settings with lists of models, whichever type the list has."""
    return [AgentSettings(post_call_analysis_data=more), AgentSettings(post_call_analysis_data=known)]


def language(request: CreateWebCallRequest) -> object:
    """Return an attribute, which is of the class, however it was written."""
    override: AgentOverride | Unset = request.agent_override
    return override.agent.language if override and override.agent else None
