"""Reads the contract: the document, its operations, and validators for what they promise."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

import jsonschema_rs
import yaml
from attrs import frozen

CONTRACT = Path(__file__).resolve().parent.parent / "openapi" / "create-web-call.yaml"
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

JsonObject = dict[str, Any]


@frozen
class Operation:
    """One operation of the contract, with `$ref`s to whole responses already followed."""

    id: str
    method: str
    path: str
    parameters: tuple[JsonObject, ...]
    request_schema: JsonObject | None
    responses: Mapping[int, JsonObject]

    @property
    def success_statuses(self) -> frozenset[int]:
        """The documented statuses that say that the request was served."""
        return frozenset(status for status in self.responses if 200 <= status < 300)


@cache
def load(path: Path = CONTRACT) -> JsonObject:
    """The contract as one document: the example bodies that it refers to are put in place."""
    document = cast(JsonObject, yaml.safe_load(path.read_text(encoding="utf-8")))
    for operation in operations(document):
        for response in operation.responses.values():
            for media_type in response.get("content", {}).values():
                for example in media_type.get("examples", {}).values():
                    if "externalValue" in example:
                        example["value"] = json.loads((path.parent / example.pop("externalValue")).read_text())
    return document


def operations(document: JsonObject) -> Iterator[Operation]:
    """Each operation, in the order of the document."""
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                definition = item[method]
                body = resolve(document, definition.get("requestBody", {}))
                yield Operation(
                    id=definition["operationId"],
                    method=method.upper(),
                    path=path,
                    parameters=tuple(
                        resolve(document, parameter)
                        for parameter in (*item.get("parameters", ()), *definition.get("parameters", ()))
                    ),
                    request_schema=body.get("content", {}).get("application/json", {}).get("schema"),
                    responses={
                        int(status): resolve(document, response)
                        for status, response in definition["responses"].items()
                        if status.isdigit()
                    },
                )


def resolve(document: JsonObject, node: JsonObject) -> JsonObject:
    """The node itself, or the component that it refers to."""
    while "$ref" in node:
        target: Any = document
        for key in node["$ref"].removeprefix("#/").split("/"):
            target = target[key.replace("~1", "/").replace("~0", "~")]
        node = target
    return node


def validator(document: JsonObject, schema: JsonObject) -> jsonschema_rs.Validator:
    """A validator for a schema that may refer to the document's components."""
    return jsonschema_rs.Draft202012Validator({**schema, "components": document["components"]})
