"""Mutants of validation: they accept a body that the contract forbids, or reject one that it allows."""

from collections.abc import Callable
from typing import Any

from mutants.json_changes import ABSENT, at, in_range, mapped, values, without
from mutants.request import also_rejects, reads_as, reads_at, reads_overrides, schema_with, schema_without, validates
from mutants.response import Error
from mutants.steps import rejects_otherwise, steps
from mutants.tables import Build, Table
from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import calls
from retell_conformance.reference_server.responses import Rejection
from retell_conformance.reference_server.server_settings import Agent, Settings

AGENT, SCHEMA = "agent_override/agent", "AgentSettings/properties"
VARIABLES = "retell_llm_dynamic_variables"
AGENT_ID, AGENTS = Settings().agent_id, Settings().agents


def _takes_agent(is_forgiven: Callable[[Any], bool]) -> Build:
    """Use the known agent for some other ids."""
    return reads_at("agent_id", is_forgiven, AGENT_ID)


def _takes_agent_text(is_forgiven: Callable[[str], bool]) -> Build:
    return _takes_agent(lambda value: isinstance(value, str) and is_forgiven(value))


def _variables_as_texts(*kinds: type) -> Build:
    return reads_at(
        VARIABLES,
        dict,
        lambda value: {name: str(inner) if type(inner) in kinds else inner for name, inner in value.items()},
    )


def _without_overrides(body: Any) -> Any:
    return body | {"agent_override": {}} if isinstance(body, dict) and at("agent_override", dict)(body) else body


def _registers_anything(body: Any, agent: Agent, call_id: str, access_token: str) -> JsonObject:
    fields = without("agent_override")(body) if isinstance(body, dict) else {}
    return calls.register(fields, agent, call_id, access_token)


def _first_items(value: Any) -> Any:
    return value[:1] if isinstance(value, list) else value


def _is_digits(value: Any) -> bool:
    return isinstance(value, str) and value.lstrip("-").isdecimal()


def _unknown_version_403(rejection: Rejection, body: JsonObject, settings: Settings) -> Rejection:
    known = any(agent.agent_id == body["agent_id"] for agent in settings.agents)
    return Rejection(403 if known else rejection.status, rejection.message)


MUTANTS: Table = {
    "an_invalid_request_is_refused": {
        "does not validate agent_override": steps(validate=validates(_without_overrides), register=_registers_anything),
        "takes the first agent if agent_id is missing": _takes_agent(lambda value: value is ABSENT),
        "takes the first agent if agent_id is empty": _takes_agent(lambda value: value == ""),
        "takes the first agent if agent_id is null": _takes_agent(lambda value: value is None),
        "takes the first agent if agent_id is unknown": _takes_agent_text(bool),
        "ignores agent_version with a fraction": reads_at(
            "agent_version", lambda value: isinstance(value, float) and not value.is_integer()
        ),
        "ignores null for agent_version": reads_at("agent_version", None),
        "ignores an array for metadata": reads_at("metadata", list),
        "ignores null for metadata": reads_at("metadata", None),
        "turns numbers among the variables into texts": _variables_as_texts(int, float),
        "turns objects and arrays among the variables into texts": _variables_as_texts(dict, list),
        "ignores an array for agent_override": reads_at("agent_override", list),
        "does not validate conversation_flow": schema_without("AgentOverride/properties/conversation_flow"),
        "takes numbers in quotes": reads_overrides(lambda value: int(value) if _is_digits(value) else value),
        "takes true in quotes": reads_overrides(lambda value: True if value == "true" else value),
        "takes a text for an array of one in boosted_keywords": schema_with(
            f"{SCHEMA}/boosted_keywords", type=["array", "null", "string"]
        ),
        "compares language without regard to case": reads_overrides(
            lambda value: "en-US" if isinstance(value, str) and value.lower() == "en-us" else value
        ),
        "removes white space around values of enums": reads_overrides(
            lambda value: value.strip() if isinstance(value, str) else value
        ),
        "rejects an invalid body with 404": Error(400).send(404),
        "sends 200 and says in the body that a body is invalid": Error(400).body(
            lambda message: {"status": "error", "message": message}, 200
        ),
        "validates first items of arrays alone": steps(validate=validates(lambda body: mapped(body, _first_items))),
        "validates nothing": steps(
            validate=lambda _: None, find_agent=lambda *_: AGENTS[2], register=_registers_anything
        ),
    },
    "every_status_is_documented": {
        "rejects an unknown agent_version with 403": rejects_otherwise("find_agent", _unknown_version_403),
    },
    "a_body_that_is_no_json_object_is_refused": {
        "takes the first of an array of bodies": reads_as(
            lambda body: body[0] if isinstance(body, list) and body and isinstance(body[0], dict) else body
        ),
    },
    "an_unknown_agent_is_refused": {
        "finds an agent in any case of its id": _takes_agent_text(lambda text: text.lower() == AGENT_ID.lower()),
        "finds an agent by its first letters": _takes_agent_text(
            lambda text: len(text) > 5 and AGENT_ID.startswith(text)
        ),
        "removes white space around agent_id": _takes_agent_text(lambda text: text.strip() == AGENT_ID),
    },
    "an_unknown_agent_version_is_refused": {
        "falls back to the latest version for an unknown agent_version": reads_at("agent_version", in_range(3, 1e9)),
        "counts a negative agent_version from the end": reads_at("agent_version", in_range(-1e9, -1)),
    },
    "a_valid_request_is_served": {
        "rejects 0.5 for voice_speed": also_rejects(at(f"{AGENT}/voice_speed", 0.5)),
        "rejects 0 for volume": also_rejects(at(f"{AGENT}/volume", 0)),
        "rejects max_call_duration_ms above an hour": schema_with(f"{SCHEMA}/max_call_duration_ms", maximum=3_600_000),
        "rejects more than ten minutes of silence": schema_with(f"{SCHEMA}/end_call_after_silence_ms", maximum=600_000),
        "rejects integers for voice_speed": also_rejects(at(f"{AGENT}/voice_speed", int)),
        "rejects the type number in post_call_analysis_data": also_rejects(
            at(
                f"{AGENT}/post_call_analysis_data",
                lambda value: any(isinstance(inner, dict) and inner.get("type") == "number" for inner in values(value)),
            )
        ),
        "rejects empty metadata": also_rejects(at("metadata", {})),
        "rejects an empty agent_override": also_rejects(at("agent_override", {})),
        "rejects an empty begin_message": also_rejects(at("agent_override/retell_llm/begin_message", "")),
        "rejects names of retell_llm_dynamic_variables that are no identifiers": also_rejects(
            lambda body: any(not name.isidentifier() for name in body.get(VARIABLES, {}))
        ),
    },
    "metadata_is_returned_unchanged": {
        "takes only texts in metadata": schema_with("Metadata", additionalProperties={"type": "string"}),
    },
    "every_request_is_answered_without_a_server_error": {"fails on an invalid body": Error(400).send(500)},
}
