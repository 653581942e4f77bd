"""The contract itself: complete, named, described, and true to its own examples."""

from collections.abc import Iterator
from typing import Any

import pytest

from contract_tests import contract

DOCUMENT = contract.load()
SCHEMAS = DOCUMENT["components"]["schemas"]
COMPONENTS = [pytest.param(schema, id=name) for name, schema in SCHEMAS.items()]


def media_types() -> Iterator[Any]:
    """Each body that the contract describes, in requests and responses."""
    for operation in contract.operations(DOCUMENT):
        definition = DOCUMENT["paths"][operation.path][operation.method.lower()]
        bodies: dict[str, dict[str, Any]] = {
            "request": definition.get("requestBody", {}),
            **{str(status): each for status, each in operation.responses.items()},
        }
        for place, body in bodies.items():
            for media_type in body.get("content", {}).values():
                yield pytest.param(media_type, id=f"{operation.id}-{place}")


@pytest.mark.parametrize("schema", COMPONENTS)
def test_every_component_and_property_is_described(schema: dict[str, Any]) -> None:
    undescribed = [name for name, inner in schema.get("properties", {}).items() if not inner.get("description")]
    assert schema.get("description")
    assert undescribed == []


@pytest.mark.parametrize("schema", COMPONENTS)
def test_every_property_has_valid_examples(schema: dict[str, Any]) -> None:
    for name, inner in schema.get("properties", {}).items():
        validate = contract.validator(DOCUMENT, inner)
        assert inner.get("examples"), f"{name} has no example"
        assert [example for example in inner["examples"] if not validate.is_valid(example)] == [], name


@pytest.mark.parametrize("media_type", list(media_types()))
def test_every_example_of_a_body_is_valid(media_type: dict[str, Any]) -> None:
    validate = contract.validator(DOCUMENT, media_type["schema"])
    named = [example["value"] for example in media_type.get("examples", {}).values()]
    for example in named or [media_type["example"]]:
        validate.validate(example)


@pytest.mark.parametrize("schema", COMPONENTS)
def test_objects_enums_and_unions_inside_a_component_are_components_themselves(schema: dict[str, Any]) -> None:
    """Each would become a class of the client whose name the generator makes up."""
    for inner in parts(schema):
        anonymous = "properties" in inner or "enum" in inner or inner.get("type") == "object"
        assert not anonymous, f"give this a name: {inner}"


@pytest.mark.parametrize("schema", COMPONENTS)
def test_a_discriminator_has_exactly_the_values_that_its_options_have(schema: dict[str, Any]) -> None:
    discriminator = schema.get("discriminator")
    if discriminator is None:
        assert len([option for option in schema.get("oneOf", ()) if "$ref" in option]) == 0
        return
    values = {}
    for option in schema["oneOf"]:
        tag = contract.resolve(DOCUMENT, option)["properties"][discriminator["propertyName"]]
        tag = contract.resolve(DOCUMENT, tag)
        for value in tag.get("enum") or [tag["const"]]:
            values[value] = option["$ref"]
    assert discriminator["mapping"] == values


def test_the_page_s_example_shows_every_property_of_a_call() -> None:
    examples = DOCUMENT["paths"]["/v2/create-web-call"]["post"]["responses"]["201"]["content"]["application/json"]
    assert set(examples["examples"]["complete"]["value"]) == set(SCHEMAS["WebCall"]["properties"])


def test_the_contract_refuses_what_it_bounds() -> None:
    """The validator that the suite and the reference server rely on does see the bounds."""
    validate = contract.validator(DOCUMENT, {"$ref": "#/components/schemas/CreateWebCallRequest"})
    overrides: list[dict[str, object]] = [
        {"voice_speed": 2.1},
        {"language": "xx"},
        {"reminder_trigger_ms": 0},
        {"pii_config": {}},
    ]
    for override in overrides:
        assert not validate.is_valid({"agent_id": "a", "agent_override": {"agent": override}}), override


def parts(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The schemas written out inside a schema, at any depth."""
    inner = [
        *schema.get("properties", {}).values(),
        *schema.get("oneOf", ()),
        *([schema["items"]] if "items" in schema else []),
    ]
    for part in inner:
        yield part
        yield from parts(part)
