"""Defects that a call shows only after others were registered, or when it is read once more."""

from typing import Any

from mutants.changes import set_to, with_memory
from mutants.entries import defect, found_by
from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import calls
from retell_conformance.reference_server.kept_calls import KeptCalls
from retell_conformance.reference_server.replies import Refusal
from retell_conformance.reference_server.server_settings import Agent, Settings

DEFECTS = found_by(
    "a_call_is_found_by_its_link",
    ("only-the-newest-call-is-kept", "It forgets a call as soon as another one is registered.", set_to(calls_kept=1)),
    ("no-call-is-kept", "It registers calls and has none to show.", set_to(calls_kept=0)),
)


@defect("a_call_is_found_by_its_link", with_memory)
def a_call_is_shown_once() -> dict[str, Any]:
    """It takes a call that was read for one that is done with."""
    shown: set[str] = set()

    def find_call(call_id: str, kept: KeptCalls, settings: Settings) -> JsonObject:
        if call_id in shown:
            raise Refusal(404, "Not Found")
        shown.add(call_id)
        return calls.find_call(call_id, kept, settings)

    return {"find_call": find_call}


@defect("a_call_is_found_by_its_link", with_memory)
def a_call_is_shown_with_the_newest_metadata() -> dict[str, Any]:
    """It shows every call with the metadata of the one that was registered last."""
    newest: JsonObject = {}

    def register(body: JsonObject, agent: Agent, *ids: str) -> JsonObject:
        call = calls.register(body, agent, *ids)
        newest["metadata"] = call.get("metadata")
        return call

    def find_call(call_id: str, kept: KeptCalls, settings: Settings) -> JsonObject:
        return calls.find_call(call_id, kept, settings) | newest

    return {"register": register, "find_call": find_call}


@defect("a_call_is_found_by_its_link", with_memory)
def a_call_moves_to_the_newest_version_when_read() -> dict[str, Any]:
    """It shows a call that is read again with another version of the agent."""
    shown: set[str] = set()

    def find_call(call_id: str, kept: KeptCalls, settings: Settings) -> JsonObject:
        call = calls.find_call(call_id, kept, settings)
        again = call_id in shown
        shown.add(call_id)
        return call | {"agent_version": call["agent_version"] + again}

    return {"find_call": find_call}
