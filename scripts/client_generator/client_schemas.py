"""The contract's schemas inside the client, by class, for pydantic and for checks of requests."""

import json
from typing import Any

from client_generator.properties import Properties
from openapi_contract.json_data import JsonObject
from openapi_contract.written_schemas import COMPONENT

LEFT_OUT = ("example", "examples", "xml", "externalDocs", "title", "$schema", "$id", "$anchor")
MOST_LEVELS = 20
"""Maximum depth to which references to places outside of components are followed."""


def client_schemas(properties: Properties) -> str:
    """Return the schemas as JSON: `schemas` by the name of the class or union, `requests` by method and path."""
    root = properties.document.root
    components = (root.get("components") or {}).get("schemas") or {}
    schemas = {
        name: json.loads(model.data.model_dump_json(by_alias=True, exclude_unset=True))
        for name, model in properties.models.items()
    }
    schemas |= {properties.class_of(name): schema for name, schema in components.items()}
    requests = {
        f"{operation.method} {operation.path}": operation.request_schema.definition
        if operation.request_schema.name is None
        else {"$ref": f"{COMPONENT}{operation.request_schema.name}"}
        for operation in properties.document.operations
        if operation.request_schema is not None
    }
    found = {
        "schemas": {name: _renamed(schema, properties) for name, schema in sorted(schemas.items())},
        "requests": {name: _renamed(schema, properties) for name, schema in sorted(requests.items())},
    }
    return json.dumps(found, indent=1, ensure_ascii=False, default=str) + "\n"


def _renamed(value: Any, properties: Properties, depth: int = 0) -> Any:
    """Return a schema whose references are names of classes, without documentation."""
    if isinstance(value, list):
        return [_renamed(each, properties, depth) for each in value]
    if not isinstance(value, dict):
        return value
    reference = value.get("$ref")
    if isinstance(reference, str):
        around = {key: each for key, each in value.items() if key == "description"}
        name = reference.removeprefix(COMPONENT)
        if reference.startswith(COMPONENT) and "/" not in name:
            return {"$ref": properties.class_of(name), **around}
        return {} if depth > MOST_LEVELS else _renamed(properties.document.target(reference), properties, depth + 1)
    return _without_notes(value, properties, depth)


def _without_notes(schema: JsonObject, properties: Properties, depth: int) -> JsonObject:
    found: JsonObject = {}
    for key, value in schema.items():
        match key:
            case "properties" | "patternProperties" if isinstance(value, dict):
                found[key] = {name: _renamed(each, properties, depth) for name, each in value.items()}
            case "enum" | "const" | "default" | "required":
                found[key] = value
            case "discriminator" if isinstance(value, dict):
                mapping = value.get("mapping") or {}
                found[key] = {
                    "propertyName": value.get("propertyName"),
                    "mapping": {tag: properties.class_of(str(target)) for tag, target in mapping.items()},
                }
            case _ if key not in LEFT_OUT and not key.startswith("x-"):
                found[key] = _renamed(value, properties, depth)
    return found
