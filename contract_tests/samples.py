"""The smallest value that a schema allows, and the documented example of a body."""

from typing import Any

from contract_tests import contract
from contract_tests.contract import JsonObject

SIMPLE: JsonObject = {"boolean": True, "integer": 1, "number": 1, "null": None, "string": "text", "array": []}


def smallest(document: JsonObject, schema: JsonObject | bool) -> Any:
    """The smallest valid value: of an object its required properties, of a union its first option.

    An optional property is never part of it, so a schema that refers to itself ends.
    """
    if isinstance(schema, bool):
        return {}
    schema = contract.resolve(document, schema)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    for union in ("oneOf", "anyOf"):
        if union in schema:
            return smallest(document, schema[union][0])
    if "allOf" in schema:
        return _of_all(document, schema)
    kinds = kinds_of(schema)
    if "object" in kinds or "properties" in schema:
        return _required(document, schema)
    if "array" in kinds:
        return [smallest(document, schema.get("items", {})) for _ in range(schema.get("minItems", 0))]
    if schema.get("examples"):
        return schema["examples"][0]
    if "example" in schema:
        return schema["example"]
    bounds = (schema.get("minimum"), schema.get("maximum"))
    return next((bound for bound in bounds if bound is not None), SIMPLE[kinds[0]] if kinds else {})


def kinds_of(schema: JsonObject) -> list[str]:
    """The JSON types that a schema names."""
    kind = schema.get("type", [])
    return [kind] if isinstance(kind, str) else list(kind)


def body_example(document: JsonObject, described: JsonObject) -> Any:
    """A JSON body of a request or a response: its first example, else the smallest that there is."""
    media_type = described["content"]["application/json"]
    examples = [contract.resolve(document, example) for example in media_type.get("examples", {}).values()]
    values = [example["value"] for example in examples if "value" in example]
    if "example" in media_type:
        values.append(media_type["example"])
    return values[0] if values else smallest(document, media_type.get("schema", {}))


def _of_all(document: JsonObject, schema: JsonObject) -> Any:
    parts = [smallest(document, part) for part in schema["allOf"]]
    if not all(isinstance(part, dict) for part in parts):
        return parts[0]
    merged = _required(document, schema)
    for part in parts:
        merged |= part
    return merged


def _required(document: JsonObject, schema: JsonObject) -> JsonObject:
    properties = schema.get("properties", {})
    return {name: smallest(document, properties.get(name, {})) for name in schema.get("required", ())}
