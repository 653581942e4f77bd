"""The content of a call: its agent, and its properties when it is registered."""

import secrets

from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import documented
from retell_conformance.reference_server.responses import Rejection
from retell_conformance.reference_server.server_settings import Agent, Settings
from retell_conformance.reference_server.stored_calls import CallStore

# Settings of the agent that are part of a call, and that a request may override.
SHOWN_SETTINGS = ("agent_name", "data_storage_setting", "opt_in_signed_url")
LATEST = ("latest", "latest_published")
ECHOED = ("metadata", "retell_llm_dynamic_variables")


def find_agent(body: JsonObject, settings: Settings) -> Agent:
    """Return the requested version of the agent, by default the latest. Raise a 422 `Rejection` if there is none."""
    candidates = [agent for agent in settings.agents if agent.agent_id == body.get("agent_id", settings.agent_id)]
    # Tags belong to an account, and this one has none.
    if body.get("agent_version", LATEST[0]) not in LATEST:
        candidates = [agent for agent in candidates if agent.version == body["agent_version"]]
    if not candidates:
        raise Rejection(422, "Cannot find requested asset under given api key")
    return max(candidates, key=lambda agent: agent.version)


def find_call(call_id: str, kept: CallStore, settings: Settings) -> JsonObject:
    """Return the documented properties of a call now. Raise a 404 `Rejection` if there is none."""
    call = kept.find(call_id, settings.clock())
    if call is None:
        raise Rejection(404, "Not Found")
    return documented.success_shape(documented.KEPT).select(call)


def new_call_id() -> str:
    """Return a unique id."""
    return f"call_{secrets.token_hex(16)}"


def overrides_of(body: JsonObject) -> JsonObject:
    """Return the settings of the agent that a request overrides."""
    overrides = body.get("agent_override")
    settings = overrides.get("agent") if isinstance(overrides, dict) else None
    return settings if isinstance(settings, dict) else {}


def register(body: JsonObject, agent: Agent, call_id: str, access_token: str) -> JsonObject:
    """Return a new call, with the properties that the contract documents and the server knows."""
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
        # A name may be overridden with null; such a call has no name.
        if value is not None:
            call[name] = value
    return documented.success_shape(documented.REGISTRATION).select(
        call | {name: body[name] for name in ECHOED if name in body}
    )
