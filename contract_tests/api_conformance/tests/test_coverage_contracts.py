"""The contracts of the coverage phase: nothing twice, and in valid requests nothing that a server may reject."""

import copy
from typing import Any

import pytest

from api_conformance.endpoint import Unspecified
from api_conformance.requests.coverage_contracts import of_invalid, of_valid
from openapi_contract.document import Document
from openapi_contract.json_data import JsonObject

TOOL = {"type": "object", "properties": {"name": {"type": "string"}}}
TEXT = {"type": "string"}
A_TOOL = {"$ref": "#/components/schemas/Tool"}
TOOLS = {"type": "array", "items": A_TOOL}


def contract(body: JsonObject, **components: JsonObject) -> Document:
    """Return a contract of one operation with this body."""
    create = {"requestBody": {"content": {"application/json": {"schema": body}}}, "responses": {}}
    schemas = {"Tool": TOOL, **components}
    return Document("small", {"paths": {"/calls": {"post": create}}, "components": {"schemas": schemas}})


def of(**properties: Any) -> JsonObject:
    """Return an object with these properties."""
    return {"type": "object", "properties": copy.deepcopy(properties)}


def kept(root: JsonObject) -> list[str]:
    """Return the properties of the body in such a contract."""
    return list(root["paths"]["/calls"]["post"]["requestBody"]["content"]["application/json"]["schema"]["properties"])


def test_a_component_of_several_properties_is_tried_in_the_first() -> None:
    document = contract(of(before=TOOLS, after=TOOLS, text=TEXT, one={"anyOf": [A_TOOL, {"type": "null"}]}))

    assert kept(of_invalid(document)) == ["before", "text", "one"]
    assert kept(of_valid(document, Unspecified())) == ["before", "text", "one"]


@pytest.mark.parametrize(
    "needs",
    [
        {"required": ["after", "text"]},
        {"minProperties": 2},
        {"anyOf": [{"required": ["after"]}, {"required": ["text"]}]},
    ],
    ids=lambda needs: next(iter(needs)),
)
def test_a_property_that_an_object_may_need_stays(needs: JsonObject) -> None:
    document = contract({**of(before=TOOLS, after=TOOLS, text=TEXT), **needs})

    assert "after" in kept(of_invalid(document))
    assert "text" in kept(of_valid(document, Unspecified(properties=("text",))))


def test_a_property_of_a_schema_that_another_extends_stays() -> None:
    document = contract(
        of(own={"allOf": [{"$ref": "#/components/schemas/Base"}, {"required": ["after"]}]}),
        Base=of(before=TOOLS, after=TOOLS, kind={"enum": ["a", "b", "c"]}),
    )

    base = of_valid(document, Unspecified())["components"]["schemas"]["Base"]
    assert base == document.root["components"]["schemas"]["Base"]


def test_a_component_that_another_body_lacks_stays() -> None:
    both = {"$ref": "#/components/schemas/Both"}
    document = contract(of(before=TOOLS, both=both), Both=of(before=TOOLS, after=TOOLS))
    other = {"requestBody": {"content": {"application/json": {"schema": both}}}, "responses": {}}
    document = Document("small", {**document.root, "paths": {**document.root["paths"], "/agents": {"post": other}}})

    assert "before" in of_invalid(document)["components"]["schemas"]["Both"]["properties"]
    assert "after" not in of_invalid(document)["components"]["schemas"]["Both"]["properties"]


def test_what_a_server_may_reject_is_in_no_valid_request_but_in_invalid_ones() -> None:
    engines = {"oneOf": [{**of(voice=TEXT), "required": ["voice"]}, {**of(model=TEXT), "required": ["model"]}]}
    document = contract(of(text=TEXT, url={"format": "uri"}, old={**TEXT, "x-retired": True}, engine=engines))
    unspecified = Unspecified(properties=("url", "voice", "model"))

    assert kept(of_valid(document, unspecified)) == ["text"]
    assert kept(of_invalid(document)) == ["text", "url", "old", "engine"]


def test_a_number_without_a_bound_is_positive_in_valid_requests() -> None:
    document = contract(of(seconds={"type": "integer"}, share={"type": "number", "maximum": 0.5}))

    body = of_valid(document, Unspecified())["paths"]["/calls"]["post"]["requestBody"]["content"]["application/json"]
    assert body["schema"]["properties"] == {
        "seconds": {"type": "integer", "minimum": 1},
        "share": {"type": "number", "maximum": 0.5},
    }


def test_an_enum_has_one_value_that_is_not_retired_in_valid_requests() -> None:
    document = contract(of(model={"enum": ["old", "new", "newer"], "x-retired": ["old"]}))

    body = of_valid(document, Unspecified())["paths"]["/calls"]["post"]["requestBody"]["content"]["application/json"]
    assert body["schema"]["properties"]["model"]["enum"] == ["new"]
    assert document.operations[0].request_schema is not None
    assert document.operations[0].request_schema.properties["model"].definition["enum"] == ["old", "new", "newer"]


def test_a_text_with_a_format_has_a_value_that_every_server_takes_in_valid_requests() -> None:
    mail, short = {"type": "string", "format": "email"}, {"type": "string", "format": "email", "maxLength": 3}
    document = contract(of(mail=mail, short=short))

    body = of_valid(document, Unspecified())["paths"]["/calls"]["post"]["requestBody"]["content"]["application/json"]
    assert body["schema"]["properties"] == {"mail": {**mail, "enum": ["text@example.com"]}, "short": short}
    assert of_invalid(document) == document.root
