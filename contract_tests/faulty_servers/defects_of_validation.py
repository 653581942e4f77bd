"""Defects of validation: a body is served that the contract does not allow, or refused though it does."""

from collections.abc import Callable
from typing import Any

from contract_tests.faulty_servers.changes import (
    ABSENT,
    Build,
    also_refuses,
    enum_without,
    error_status,
    errors,
    mapped,
    reads_body_as,
    response,
    schema_with,
    schema_without,
    setting,
    steps,
    texts,
    values,
)
from contract_tests.faulty_servers.entries import Defect
from contract_tests.reference_server import calls, validation
from contract_tests.reference_server.replies import Refusal
from contract_tests.reference_server.server_settings import Agent, Settings
from scripts.contract.document import JsonObject

INVALID = "an_invalid_request_is_refused"
VALID = "a_valid_request_is_served"
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


def checks_first_items(body: Any) -> None:
    """Checks no more than the first item of each array."""
    validation.validate(mapped(body, lambda value: value[:1] if isinstance(value, list) else value))


def registers_without_overrides(body: Any, agent: Agent, call_id: str, access_token: str) -> JsonObject:
    """Registers a call whatever the overrides, or the whole body, look like."""
    fields = body if isinstance(body, dict) else {}
    rest = {name: value for name, value in fields.items() if name != "agent_override"}
    return calls.register(rest, agent, call_id, access_token)


def serves_anything() -> Build:
    """A server that knows of a body no more than that it is JSON."""
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


SERVED = (
    # ---- the body as a whole
    Defect("nothing-is-validated", "It serves every body.", INVALID, serves_anything()),
    Defect(
        "settings-are-not-validated",
        "It does not look into agent_override.",
        INVALID,
        steps(validate=checks_types_of_fields_alone, register=registers_without_overrides),
    ),
    Defect(
        "only-first-items-are-validated",
        "It checks the first item of an array alone.",
        INVALID,
        steps(validate=checks_first_items),
    ),
    Defect(
        "a-body-in-an-array-is-served",
        "It takes the first of an array of bodies.",
        "a_body_that_is_no_json_object_is_refused",
        reads_body_as(lambda body: body[0] if isinstance(body, list) and body and isinstance(body[0], dict) else body),
    ),
    # ---- agent_id
    Defect(
        "no-agent-will-do",
        "Without agent_id it takes the account's first agent.",
        INVALID,
        forgives_agent_id(lambda value: value is ABSENT),
    ),
    Defect(
        "an-empty-agent-id-will-do",
        "It takes an empty agent_id for none.",
        INVALID,
        forgives_agent_id(lambda value: value == ""),
    ),
    Defect(
        "a-null-agent-id-will-do", "It takes null for none.", INVALID, forgives_agent_id(lambda value: value is None)
    ),
    Defect(
        "an-unknown-agent-will-do",
        "It does not look whether the agent exists.",
        INVALID,
        forgives_agent_id(lambda value: isinstance(value, str) and value != ""),
    ),
    Defect(
        "an-agent-id-in-other-case-will-do",
        "It looks agents up without regard to case.",
        "an_unknown_agent_is_refused",
        forgives_agent_id(lambda value: isinstance(value, str) and value.lower() == Settings().agent_id.lower()),
    ),
    Defect(
        "the-start-of-an-agent-id-will-do",
        "It looks agents up with LIKE.",
        "an_unknown_agent_is_refused",
        forgives_agent_id(
            lambda value: isinstance(value, str) and len(value) > 5 and Settings().agent_id.startswith(value)
        ),
    ),
    Defect(
        "an-agent-id-with-spaces-will-do",
        "It trims agent_id.",
        "an_unknown_agent_is_refused",
        forgives_agent_id(lambda value: isinstance(value, str) and value.strip() == Settings().agent_id),
    ),
    # ---- agent_version
    Defect(
        "an-unknown-version-will-do",
        "It falls back to the latest version.",
        "an_unknown_agent_version_is_refused",
        forgives_field(
            "agent_version", lambda value: isinstance(value, int) and not isinstance(value, bool) and value > 2
        ),
    ),
    Defect(
        "a-negative-version-will-do",
        "It counts versions from the end.",
        "an_unknown_agent_version_is_refused",
        forgives_field("agent_version", number_in(-1e9, -1)),
    ),
    Defect(
        "a-version-in-quotes-will-do",
        "It reads a string as a number.",
        INVALID,
        forgives_field("agent_version", lambda value: isinstance(value, str)),
    ),
    Defect(
        "a-version-with-a-fraction-will-do",
        "It cuts the fraction off.",
        INVALID,
        forgives_field("agent_version", lambda value: isinstance(value, float) and not value.is_integer()),
    ),
    Defect(
        "a-null-version-will-do",
        "It takes null for no version.",
        INVALID,
        forgives_field("agent_version", lambda value: value is None),
    ),
    # ---- metadata and variables
    Defect(
        "metadata-in-an-array-will-do",
        "It keeps an array where an object is promised, and does not return it.",
        INVALID,
        forgives_field("metadata", lambda value: isinstance(value, list)),
    ),
    Defect(
        "null-metadata-will-do",
        "It takes null for no metadata.",
        INVALID,
        forgives_field("metadata", lambda value: value is None),
    ),
    Defect(
        "variables-may-be-numbers",
        "It turns the numbers among dynamic variables into strings.",
        INVALID,
        forgives_field(
            "retell_llm_dynamic_variables",
            lambda value: isinstance(value, dict),
            lambda value: {
                name: str(inner) if number_in(-1e300, 1e300)(inner) else inner for name, inner in value.items()
            },
        ),
    ),
    Defect(
        "variables-may-be-nested",
        "It flattens dynamic variables that are objects or arrays.",
        INVALID,
        forgives_field(
            "retell_llm_dynamic_variables",
            lambda value: isinstance(value, dict),
            lambda value: {
                name: repr(inner) if isinstance(inner, dict | list) else inner for name, inner in value.items()
            },
        ),
    ),
    # ---- containers
    Defect(
        "an-override-in-an-array-will-do",
        "It ignores an agent_override that is an array.",
        INVALID,
        forgives_field("agent_override", lambda value: isinstance(value, list)),
    ),
    Defect(
        "flow-settings-are-not-validated",
        "It does not look into conversation_flow.",
        INVALID,
        schema_without("AgentOverride/properties/conversation_flow"),
    ),
    # ---- types
    Defect(
        "numbers-in-quotes-will-do",
        "It reads numbers within quotes, as lax validators do.",
        INVALID,
        coerces(is_digits, int),
    ),
    Defect(
        "booleans-in-quotes-will-do",
        'It reads "true" as true, as lax validators do.',
        INVALID,
        coerces(lambda value: value in ("true", "false"), lambda value: value == "true"),
    ),
    Defect(
        "a-single-value-is-a-list",
        "It wraps a string where an array is promised.",
        INVALID,
        schema_with(f"{AGENT}/boosted_keywords", type=["array", "null", "string"]),
    ),
    # ---- ranges
    Defect(
        "voice-speed-above-two-will-do",
        "It has no upper bound for voice_speed.",
        INVALID,
        schema_without(f"{AGENT}/voice_speed/maximum"),
    ),
    Defect(
        "volume-slightly-above-two-will-do",
        "It rounds volume before it compares.",
        INVALID,
        schema_with(f"{AGENT}/volume", maximum=2.4),
    ),
    Defect(
        "a-reminder-after-nothing-will-do",
        "Its lower bound for reminder_trigger_ms includes 0.",
        INVALID,
        schema_with(f"{AGENT}/reminder_trigger_ms", exclusiveMinimum=-1),
    ),
    Defect(
        "ringing-below-5-seconds-will-do",
        "Its lower bound for ring_duration_ms is off by one.",
        INVALID,
        schema_with(f"{AGENT}/ring_duration_ms", minimum=4999),
    ),
    # ---- enums
    Defect("any-language-will-do", "It does not look at language.", INVALID, schema_without("Language/enum")),
    Defect(
        "a-language-in-other-case-will-do",
        "It compares language without regard to case.",
        "an_invalid_request_is_refused",
        coerces(lambda value: isinstance(value, str) and value.lower() == "en-us", lambda _: "en-US"),
    ),
    Defect(
        "a-value-with-spaces-will-do",
        "It trims enum values.",
        "an_invalid_request_is_refused",
        coerces(lambda value: isinstance(value, str), lambda value: value.strip()),
    ),
    Defect(
        "any-storage-setting-will-do",
        "It does not look at data_storage_setting.",
        "an_invalid_request_is_refused",
        schema_without("DataStorageSetting/enum"),
    ),
    # ---- unions and what is required within
    Defect(
        "a-mixed-up-response-engine-will-do",
        "It takes the fields of one kind of engine with the type of another.",
        INVALID,
        schema_with(
            "ResponseEngine",
            oneOf=[
                {
                    "type": "object",
                    "required": ["type"],
                    "properties": {"type": {"enum": ["retell-llm", "custom-llm", "conversation-flow"]}},
                }
            ],
        ),
    ),
    Defect(
        "any-voicemail-action-will-do",
        "It does not look at the type of the action.",
        INVALID,
        schema_with("VoicemailHangup", properties={"type": {"type": "string"}}),
    ),
    Defect(
        "an-analysis-with-no-choice-will-do",
        "It takes an empty array of choices.",
        INVALID,
        schema_without("EnumAnalysisField/properties/choices/minItems"),
    ),
    Defect(
        "keywords-of-any-type-will-do",
        "It does not look at the items of boosted_keywords.",
        INVALID,
        schema_without(f"{AGENT}/boosted_keywords/items"),
    ),
)

REFUSED = (
    # ---- values that are allowed
    Defect(
        "half-speed-is-refused",
        "Its lower bound for voice_speed is exclusive.",
        VALID,
        also_refuses(lambda body: setting(body, "agent/voice_speed") == 0.5),
    ),
    Defect(
        "no-volume-is-refused",
        "It takes 0 for a missing value.",
        VALID,
        also_refuses(lambda body: setting(body, "agent/volume") == 0),
    ),
    Defect(
        "the-longest-call-is-refused",
        "It takes calls of up to an hour alone.",
        VALID,
        schema_with(f"{AGENT}/max_call_duration_ms", maximum=3_600_000),
    ),
    Defect(
        "a-long-silence-is-refused",
        "It has an upper bound of ten minutes for end_call_after_silence_ms.",
        VALID,
        schema_with(f"{AGENT}/end_call_after_silence_ms", maximum=600_000),
    ),
    Defect(
        "integers-are-no-numbers",
        "It wants a decimal point in voice_speed.",
        VALID,
        also_refuses(lambda body: isinstance(setting(body, "agent/voice_speed"), int)),
    ),
    # ---- enum values that are allowed
    Defect("one-language-is-missing", "It does not know es-419.", VALID, enum_without("Language", "es-419")),
    Defect(
        "one-kind-of-analysis-is-missing",
        "It does not know number.",
        VALID,
        also_refuses(
            lambda body: any(
                isinstance(value, dict) and value.get("type") == "number"
                for value in values(setting(body, "agent/post_call_analysis_data"))
            )
        ),
    ),
    # ---- null, empty, absent
    Defect(
        "no-name-is-refused",
        "It refuses null for agent_name.",
        VALID,
        schema_with(f"{AGENT}/agent_name", type="string"),
    ),
    Defect(
        "empty-metadata-is-refused",
        "It refuses {} for metadata.",
        VALID,
        also_refuses(lambda body: body.get("metadata") == {}),
    ),
    Defect(
        "an-empty-override-is-refused",
        "It refuses {} for agent_override.",
        VALID,
        also_refuses(lambda body: body.get("agent_override") == {}),
    ),
    Defect(
        "an-empty-begin-message-is-refused",
        "It refuses the empty string that lets the user begin.",
        VALID,
        also_refuses(lambda body: setting(body, "retell_llm/begin_message") == ""),
    ),
    Defect(
        "a-kb-config-needs-both",
        "It asks for filter_score and top_k together.",
        VALID,
        schema_with("KnowledgeBaseConfig", required=["top_k", "filter_score"]),
    ),
    Defect(
        "an-agent-version-is-required",
        "It refuses a body with agent_id alone.",
        VALID,
        schema_with("CreateWebCallRequest", required=["agent_id", "agent_version"]),
    ),
    # ---- texts and free objects
    Defect(
        "metadata-must-be-strings",
        "It takes strings alone for metadata, as Stripe does.",
        "metadata_is_returned_unchanged",
        schema_with("Metadata", additionalProperties={"type": "string"}),
    ),
    Defect(
        "long-metadata-is-refused",
        "It takes strings of 500 characters in metadata at the most.",
        "metadata_is_returned_unchanged",
        also_refuses(lambda body: any(len(text) > 500 for text in texts(body.get("metadata")))),
    ),
    Defect(
        "variable-names-are-identifiers",
        "It refuses the names of variables that are no identifiers.",
        VALID,
        also_refuses(
            lambda body: any(not name.isidentifier() for name in body.get("retell_llm_dynamic_variables", {}))
        ),
    ),
    Defect(
        "emoji-are-refused",
        "It refuses text beyond the basic multilingual plane.",
        "metadata_is_returned_unchanged",
        also_refuses(lambda body: any(character > "\uffff" for text in texts(body) for character in text)),
    ),
    Defect(
        "quotes-are-refused",
        "Its firewall takes an apostrophe for an attack.",
        "metadata_is_returned_unchanged",
        also_refuses(lambda body: any("'" in text for text in texts(body))),
    ),
)

STATUSES = (
    Defect("an-invalid-body-is-404", "It answers 404 to a body that is not valid.", INVALID, error_status(400, 404)),
    Defect(
        "an-invalid-body-is-500",
        "It does not catch what its validator raises.",
        "every_request_is_answered_without_a_server_error",
        error_status(400, 500),
    ),
    Defect(
        "an-invalid-body-is-200",
        "It says in the body alone that something is wrong.",
        INVALID,
        errors(400, lambda refusal: response(200, {"status": "error", "message": refusal.message}, "application/json")),
    ),
    Defect("an-unknown-agent-is-404", "It answers 404 for an unknown agent.", INVALID, error_status(422, 404)),
    Defect(
        "an-unknown-version-is-404",
        "It answers 404 for an unknown version of the agent.",
        "every_status_is_documented",
        fails_for_versions(404),
    ),
)

DEFECTS = SERVED + REFUSED + STATUSES
