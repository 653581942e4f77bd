"""Defects of validation: a body is served that the contract does not allow, or refused though it does."""

from collections.abc import Callable
from typing import Any

from mutants.changes import (
    ABSENT,
    also_refuses,
    error_status,
    errors,
    mapped,
    reads_body_as,
    response,
    schema_with,
    schema_without,
    setting,
    step,
    steps,
    texts,
    values,
)
from mutants.entries import Build, defect, found_by, made_by
from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import calls, validation
from retell_conformance.reference_server.replies import Refusal
from retell_conformance.reference_server.server_settings import Agent, Settings

AGENT = "AgentSettings/properties"


def forgives(is_forgiven: Callable[[JsonObject], bool], change: Callable[[JsonObject], Any]) -> Build:
    """A server that puts something valid in place of what is not, in some bodies."""
    return reads_body_as(lambda body: change(body) if isinstance(body, dict) and is_forgiven(body) else body)


def forgives_agent_id(is_forgiven: Callable[[Any], bool]) -> Build:
    """A server that falls back to an agent of its own."""
    return forgives(
        lambda body: is_forgiven(body.get("agent_id", ABSENT)),
        lambda body: {**body, "agent_id": Settings().agent_id},
    )


def forgives_field(name: str, is_forgiven: Callable[[Any], bool], instead: Any = ABSENT) -> Build:
    """A server that reads another value for some values of a field, or leaves the field out."""

    def change(body: JsonObject) -> JsonObject:
        rest = {key: value for key, value in body.items() if key != name}
        return rest if instead is ABSENT else {**rest, name: instead(body[name])}

    return forgives(lambda body: name in body and is_forgiven(body[name]), change)


def coerces(is_coerced: Callable[[Any], bool], change: Callable[[Any], Any]) -> Build:
    """A server that turns some values in `agent_override` into others before it looks at them."""

    def coerce(body: Any) -> Any:
        if not isinstance(body, dict) or "agent_override" not in body:
            return body
        coerced = mapped(body["agent_override"], lambda value: change(value) if is_coerced(value) else value)
        return {**body, "agent_override": coerced}

    return reads_body_as(coerce)


def checks_types_of_fields_alone(body: Any) -> None:
    """Checks what stands at the top of the body and nothing below."""
    if isinstance(body, dict) and isinstance(body.get("agent_override"), dict):
        body = {**body, "agent_override": {}}
    validation.validate(body)


@defect("an_invalid_request_is_refused", step("validate"))
def only_first_items_are_validated(body: Any) -> None:
    """It checks the first item of an array alone."""
    validation.validate(mapped(body, lambda value: value[:1] if isinstance(value, list) else value))


def registers_without_overrides(body: Any, agent: Agent, call_id: str, access_token: str) -> JsonObject:
    """Registers a call whatever the overrides, or the whole body, look like."""
    fields = body if isinstance(body, dict) else {}
    rest = {name: value for name, value in fields.items() if name != "agent_override"}
    return calls.register(rest, agent, call_id, access_token)


@defect("an_invalid_request_is_refused", made_by)
def nothing_is_validated() -> Build:
    """It serves every body."""
    return steps(
        validate=lambda _: None,
        find_agent=lambda *_: Settings().agents[2],
        register=registers_without_overrides,
    )


def number_in(low: float, high: float) -> Callable[[Any], bool]:
    """Whether a value is a number between the two."""
    return lambda value: isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high


def is_digits(value: Any) -> bool:
    """Whether a value is a number within quotes."""
    return isinstance(value, str) and value.lstrip("-").isdecimal()


def fails_for_versions(status: int) -> Build:
    """A server that has another status for an unknown version of a known agent."""

    def find_agent(body: JsonObject, settings: Settings) -> Agent:
        try:
            return calls.find_agent(body, settings)
        except Refusal as refusal:
            known = any(agent.agent_id == body["agent_id"] for agent in settings.agents)
            raise Refusal(status if known else refusal.status, refusal.message) from refusal

    return steps(find_agent=find_agent)


DEFECTS = (
    *found_by(
        "an_invalid_request_is_refused",
        (
            "settings-are-not-validated",
            "It does not look into agent_override.",
            steps(validate=checks_types_of_fields_alone, register=registers_without_overrides),
        ),
        (
            "no-agent-will-do",
            "Without agent_id it takes the account's first agent.",
            forgives_agent_id(lambda value: value is ABSENT),
        ),
        (
            "an-empty-agent-id-will-do",
            "It takes an empty agent_id for none.",
            forgives_agent_id(lambda value: value == ""),
        ),
        ("a-null-agent-id-will-do", "It takes null for none.", forgives_agent_id(lambda value: value is None)),
        (
            "an-unknown-agent-will-do",
            "It does not look whether the agent exists.",
            forgives_agent_id(lambda value: isinstance(value, str) and value != ""),
        ),
        (
            "a-version-with-a-fraction-will-do",
            "It cuts the fraction off.",
            forgives_field("agent_version", lambda value: isinstance(value, float) and not value.is_integer()),
        ),
        (
            "a-null-version-will-do",
            "It takes null for no version.",
            forgives_field("agent_version", lambda value: value is None),
        ),
        (
            "metadata-in-an-array-will-do",
            "It keeps an array where an object is promised, and does not return it.",
            forgives_field("metadata", lambda value: isinstance(value, list)),
        ),
        (
            "null-metadata-will-do",
            "It takes null for no metadata.",
            forgives_field("metadata", lambda value: value is None),
        ),
        (
            "variables-may-be-numbers",
            "It turns the numbers among dynamic variables into strings.",
            forgives_field(
                "retell_llm_dynamic_variables",
                lambda value: isinstance(value, dict),
                lambda value: {
                    name: str(inner) if number_in(-1e300, 1e300)(inner) else inner for name, inner in value.items()
                },
            ),
        ),
        (
            "variables-may-be-nested",
            "It flattens dynamic variables that are objects or arrays.",
            forgives_field(
                "retell_llm_dynamic_variables",
                lambda value: isinstance(value, dict),
                lambda value: {
                    name: repr(inner) if isinstance(inner, dict | list) else inner for name, inner in value.items()
                },
            ),
        ),
        (
            "an-override-in-an-array-will-do",
            "It ignores an agent_override that is an array.",
            forgives_field("agent_override", lambda value: isinstance(value, list)),
        ),
        (
            "flow-settings-are-not-validated",
            "It does not look into conversation_flow.",
            schema_without("AgentOverride/properties/conversation_flow"),
        ),
        ("numbers-in-quotes-will-do", "It reads numbers within quotes, as lax validators do.", coerces(is_digits, int)),
        (
            "booleans-in-quotes-will-do",
            'It reads "true" as true, as lax validators do.',
            coerces(lambda value: value in ("true", "false"), lambda value: value == "true"),
        ),
        (
            "a-single-value-is-a-list",
            "It wraps a string where an array is promised.",
            schema_with(f"{AGENT}/boosted_keywords", type=["array", "null", "string"]),
        ),
        (
            "a-language-in-other-case-will-do",
            "It compares language without regard to case.",
            coerces(lambda value: isinstance(value, str) and value.lower() == "en-us", lambda _: "en-US"),
        ),
        (
            "a-value-with-spaces-will-do",
            "It trims enum values.",
            coerces(lambda value: isinstance(value, str), lambda value: value.strip()),
        ),
        ("an-invalid-body-is-404", "It answers 404 to a body that is not valid.", error_status(400, 404)),
        (
            "an-invalid-body-is-200",
            "It says in the body alone that something is wrong.",
            errors(
                400, lambda refusal: response(200, {"status": "error", "message": refusal.message}, "application/json")
            ),
        ),
    ),
    *found_by(
        "every_status_is_documented",
        ("an-unknown-version-is-403", "It answers 403 for an unknown version of the agent.", fails_for_versions(403)),
    ),
    *found_by(
        "a_body_that_is_no_json_object_is_refused",
        (
            "a-body-in-an-array-is-served",
            "It takes the first of an array of bodies.",
            reads_body_as(
                lambda body: body[0] if isinstance(body, list) and body and isinstance(body[0], dict) else body
            ),
        ),
    ),
    *found_by(
        "an_unknown_agent_is_refused",
        (
            "an-agent-id-in-other-case-will-do",
            "It looks agents up without regard to case.",
            forgives_agent_id(lambda value: isinstance(value, str) and value.lower() == Settings().agent_id.lower()),
        ),
        (
            "the-start-of-an-agent-id-will-do",
            "It looks agents up with LIKE.",
            forgives_agent_id(
                lambda value: isinstance(value, str) and len(value) > 5 and Settings().agent_id.startswith(value)
            ),
        ),
        (
            "an-agent-id-with-spaces-will-do",
            "It trims agent_id.",
            forgives_agent_id(lambda value: isinstance(value, str) and value.strip() == Settings().agent_id),
        ),
    ),
    *found_by(
        "an_unknown_agent_version_is_refused",
        (
            "an-unknown-version-will-do",
            "It falls back to the latest version.",
            forgives_field(
                "agent_version", lambda value: isinstance(value, int) and not isinstance(value, bool) and value > 2
            ),
        ),
        (
            "a-negative-version-will-do",
            "It counts versions from the end.",
            forgives_field("agent_version", number_in(-1e9, -1)),
        ),
    ),
    *found_by(
        "a_valid_request_is_served",
        (
            "half-speed-is-refused",
            "Its lower bound for voice_speed is exclusive.",
            also_refuses(lambda body: setting(body, "agent/voice_speed") == 0.5),
        ),
        (
            "no-volume-is-refused",
            "It takes 0 for a missing value.",
            also_refuses(lambda body: setting(body, "agent/volume") == 0),
        ),
        (
            "the-longest-call-is-refused",
            "It takes calls of up to an hour alone.",
            schema_with(f"{AGENT}/max_call_duration_ms", maximum=3_600_000),
        ),
        (
            "a-long-silence-is-refused",
            "It has an upper bound of ten minutes for end_call_after_silence_ms.",
            schema_with(f"{AGENT}/end_call_after_silence_ms", maximum=600_000),
        ),
        (
            "integers-are-no-numbers",
            "It wants a decimal point in voice_speed.",
            also_refuses(lambda body: isinstance(setting(body, "agent/voice_speed"), int)),
        ),
        (
            "one-kind-of-analysis-is-missing",
            "It does not know number.",
            also_refuses(
                lambda body: any(
                    isinstance(value, dict) and value.get("type") == "number"
                    for value in values(setting(body, "agent/post_call_analysis_data"))
                )
            ),
        ),
        (
            "empty-metadata-is-refused",
            "It refuses {} for metadata.",
            also_refuses(lambda body: body.get("metadata") == {}),
        ),
        (
            "an-empty-override-is-refused",
            "It refuses {} for agent_override.",
            also_refuses(lambda body: body.get("agent_override") == {}),
        ),
        (
            "an-empty-begin-message-is-refused",
            "It refuses the empty string that lets the user begin.",
            also_refuses(lambda body: setting(body, "retell_llm/begin_message") == ""),
        ),
        (
            "variable-names-are-identifiers",
            "It refuses the names of variables that are no identifiers.",
            also_refuses(
                lambda body: any(not name.isidentifier() for name in body.get("retell_llm_dynamic_variables", {}))
            ),
        ),
    ),
    *found_by(
        "metadata_is_returned_unchanged",
        (
            "metadata-must-be-strings",
            "It takes strings alone for metadata, as Stripe does.",
            schema_with("Metadata", additionalProperties={"type": "string"}),
        ),
        (
            "long-metadata-is-refused",
            "It takes strings of 500 characters in metadata at the most.",
            also_refuses(lambda body: any(len(text) > 500 for text in texts(body.get("metadata")))),
        ),
        (
            "emoji-are-refused",
            "It refuses text beyond the basic multilingual plane.",
            also_refuses(lambda body: any(character > "\uffff" for text in texts(body) for character in text)),
        ),
        (
            "quotes-are-refused",
            "Its firewall takes an apostrophe for an attack.",
            also_refuses(lambda body: any("'" in text for text in texts(body))),
        ),
    ),
    *found_by(
        "every_request_is_answered_without_a_server_error",
        ("an-invalid-body-is-500", "It does not catch what its validator raises.", error_status(400, 500)),
    ),
)
