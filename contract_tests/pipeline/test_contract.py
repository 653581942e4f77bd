"""What holds of this contract alone; what holds of every contract are the rules of `make lint`, see test_lint.py."""

from scripts.contract.document import read
from scripts.contract.schema import schema_of

DOCUMENT = read()
SCHEMAS = DOCUMENT.root["components"]["schemas"]


def test_the_page_s_example_shows_every_property_of_a_call() -> None:
    examples = DOCUMENT.root["paths"]["/v2/create-web-call"]["post"]["responses"]["201"]["content"]["application/json"]
    assert set(examples["examples"]["complete"]["value"]) == set(SCHEMAS["WebCall"]["properties"])


def test_the_contract_refuses_what_it_bounds() -> None:
    """The validator that the suite and the reference server rely on does see the bounds."""
    schema = schema_of(DOCUMENT, {"$ref": "#/components/schemas/CreateWebCallRequest"})
    overrides: list[dict[str, object]] = [
        {"voice_speed": 2.1},
        {"language": "xx"},
        {"reminder_trigger_ms": 0},
        {"pii_config": {}},
    ]
    for override in overrides:
        assert not schema.is_valid({"agent_id": "a", "agent_override": {"agent": override}}), override
