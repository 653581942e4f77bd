"""The meaning of a call: which agent takes it, and what is known of it once it is registered."""

import secrets

from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import documented
from retell_conformance.reference_server.kept_calls import KeptCalls
from retell_conformance.reference_server.replies import Refusal
from retell_conformance.reference_server.server_settings import Agent, Settings

# Settings of the agent that a call shows, and that a request may override.
SHOWN_SETTINGS = ("agent_name", "data_storage_setting", "opt_in_signed_url")
LATEST = ("latest", "latest_published")
ECHOED = ("metadata", "retell_llm_dynamic_variables")


def find_agent(body: JsonObject, settings: Settings) -> Agent:
    """Return the version of the agent that is asked for, else the latest. Raises a 422 `Refusal` if there is none."""
    candidates = [agent for agent in settings.agents if agent.agent_id == body.get("agent_id", settings.agent_id)]
    # Which tags there are is the account's business, and this one has none.
    if body.get("agent_version", LATEST[0]) not in LATEST:
        candidates = [agent for agent in candidates if agent.version == body["agent_version"]]
    if not candidates:
        raise Refusal(422, "Cannot find requested asset under given api key")
    return max(candidates, key=lambda agent: agent.version)


def find_call(call_id: str, kept: KeptCalls, settings: Settings) -> JsonObject:
    """Return what is told of a call as it is by now. Raises a 404 `Refusal` if there is none."""
    call = kept.find(call_id, settings.clock())
    if call is None:
        raise Refusal(404, "Not Found")
    return documented.room(documented.KEPT).fit(call)


def new_call_id() -> str:
    """Return an id that no other call has."""
    return f"call_{secrets.token_hex(16)}"


def overrides_of(body: JsonObject) -> JsonObject:
    """Return the settings of the agent that a request overrides."""
    overrides = body.get("agent_override")
    settings = overrides.get("agent") if isinstance(overrides, dict) else None
    return settings if isinstance(settings, dict) else {}


def register(body: JsonObject, agent: Agent, call_id: str, access_token: str) -> JsonObject:
    """Return the call as far as it is known before anybody has joined it, if the contract has room for it."""
    call = {
        "call_type": "web_call",
        "access_token": access_token,
        "call_id": call_id,
        "agent_id": agent.agent_id,
        "agent_version": agent.version,
        "call_status": "registered",
    }
    overrides = overrides_of(body)
    for name in SHOWN_SETTINGS:
        value = overrides.get(name, getattr(agent, name))
        # A name may be overridden with null, and a call without a name has none to show.
        if value is not None:
            call[name] = value
    return documented.room(documented.REGISTRATION).fit(call | {name: body[name] for name in ECHOED if name in body})
