"""Tests of this contract alone; the rules for every contract are those of `make lint`, see test_lint.py."""

from openapi_contract.document import read
from repository import CONTRACT

DOCUMENT = read(CONTRACT)
SCHEMAS = DOCUMENT.root["components"]["schemas"]

# Number of values of each enum that the vendor's SDK no longer has.
RETIRED_VALUES = {
    "VoiceModel": 2,
    "Language": 1,
    "PostCallAnalysisModel": 11,
    "LlmModel": 9,
    "SpeechToSpeechModel": 2,
}


def test_an_example_shows_every_property_of_a_call() -> None:
    responses = DOCUMENT.root["paths"]["/v2/get-call/{call_id}"]["get"]["responses"]
    examples = responses["200"]["content"]["application/json"]["examples"]
    assert set(examples["complete"]["value"]) == set(SCHEMAS["WebCall"]["properties"])


def test_undocumented_but_observed_properties_are_never_required() -> None:
    for schema in SCHEMAS.values():
        seen = {name for name, each in schema.get("properties", {}).items() if each.get("x-observed")}
        assert not seen & {*schema.get("required", ())}


def test_values_that_the_vendor_removed_are_marked_and_kept() -> None:
    retired = {name: schema["x-retired"] for name, schema in SCHEMAS.items() if "x-retired" in schema}
    assert {name: len(values) for name, values in retired.items()} == RETIRED_VALUES
    assert all({*values} <= {*SCHEMAS[name]["enum"]} for name, values in retired.items())
    settings = SCHEMAS["AgentSettings"]["properties"]
    assert {name for name, each in settings.items() if each.get("x-retired")} == {
        "normalize_for_speech",
        "voice_emotion",
    }


def test_values_beyond_a_limit_are_violations() -> None:
    """The validator of the suite and of the reference server checks the limits."""
    schema = DOCUMENT.schema({"$ref": "#/components/schemas/CreateWebCallRequest"})
    overrides: list[dict[str, object]] = [
        {"voice_speed": 2.1},
        {"language": "xx"},
        {"reminder_trigger_ms": 0},
        {"pii_config": {}},
    ]
    for override in overrides:
        assert not schema.is_valid({"agent_id": "a", "agent_override": {"agent": override}}), override
