"""Reads the contract: the document, its operations, and validators for what they promise."""

import json
import os
import re
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
    """The schema of a JSON body; None where the operation takes none."""
    body_required: bool
    """Whether a request without a body is invalid."""
    responses: Mapping[int, JsonObject]
    ranges: Mapping[str, JsonObject]
    """The responses to other statuses: `4XX`, `default`."""
    secured: bool
    """Whether it wants credentials."""

    def response(self, status: int | None) -> JsonObject:
        """What is documented of answers with the status; empty where nothing is."""
        exact = self.responses.get(status or 0)
        return exact or self.ranges.get(f"{(status or 0) // 100}XX") or self.ranges.get("default") or {}

    def takes(self, method: str, path: str) -> bool:
        """Whether a request of this method to this path is for the operation."""
        return method == self.method and self.variables(path) is not None

    def variables(self, path: str) -> dict[str, str] | None:
        """What stands in a path for the variables of the operation's; None where it is another path."""
        match = _pattern(self.path).fullmatch(path)
        return None if match is None else dict(zip(re.findall(r"\{(.+?)\}", self.path), match.groups(), strict=True))

    @property
    def success_statuses(self) -> frozenset[int]:
        """The documented statuses that say that the request was served."""
        return frozenset(status for status in self.responses if 200 <= status < 300)


def path() -> Path:
    """The contract's file: the repository's, unless CONTRACT names another."""
    return Path(os.environ.get("CONTRACT") or CONTRACT)


def load() -> JsonObject:
    """The contract as one document: the example bodies that it refers to are put in place."""
    return read(path())


@cache
def read(path: Path) -> JsonObject:
    """A contract's document. Raises `Unusable`."""
    try:
        document = cast(JsonObject, yaml.safe_load(path.read_text(encoding="utf-8")))
        for operation in operations(document):
            definition = document["paths"][operation.path][operation.method.lower()]
            body = resolve(document, definition.get("requestBody", {}))
            for described in (body, *operation.responses.values(), *operation.ranges.values()):
                for media_type in described.get("content", {}).values():
                    for example in media_type.get("examples", {}).values():
                        if "externalValue" in example:
                            example["value"] = json.loads((path.parent / example.pop("externalValue")).read_text())
    except OSError as error:
        raise Unusable(f"cannot be read: {error.strerror}: {error.filename}") from error
    except (yaml.YAMLError, ValueError) as error:
        raise Unusable(f"cannot be read: {' '.join(str(error).split())}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise Unusable("is not an OpenAPI document: `make lint` says what is wrong with it") from error
    return document


class Unusable(ValueError):
    """A file that is not a contract; the text says why, in words that follow its name."""


def operations(document: JsonObject) -> Iterator[Operation]:
    """Each operation, in the order of the document."""
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield _operation(document, path, method, item[method])


def _operation(document: JsonObject, path: str, method: str, definition: JsonObject) -> Operation:
    body = resolve(document, definition.get("requestBody", {}))
    responses = {
        str(status): resolve(document, response) for status, response in definition.get("responses", {}).items()
    }
    return Operation(
        id=definition.get("operationId") or f"{method.upper()} {path}",
        method=method.upper(),
        path=path,
        parameters=_parameters(document, document["paths"][path], definition),
        request_schema=json_schema(body),
        body_required=bool(body.get("required")),
        responses={int(status): response for status, response in responses.items() if status.isdigit()},
        ranges={status: response for status, response in responses.items() if not status.isdigit()},
        secured=bool(definition.get("security", document.get("security"))),
    )


def _parameters(document: JsonObject, *holders: JsonObject) -> tuple[JsonObject, ...]:
    """Those of the path and of the operation, which may say anew what the path says."""
    found = {}
    for holder in holders:
        for reference in holder.get("parameters", ()):
            parameter = resolve(document, reference)
            found[parameter["in"], parameter["name"]] = parameter
    return tuple(found.values())


@cache
def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{.+?\\\}", "([^/]+)", re.escape(path)))


def json_schema(described: JsonObject) -> JsonObject | None:
    """The schema of the JSON body that a request body or a response describes."""
    schema: JsonObject | None = described.get("content", {}).get("application/json", {}).get("schema")
    return schema


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
    return jsonschema_rs.Draft202012Validator({**schema, "components": document.get("components", {})})
