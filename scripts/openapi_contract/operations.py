"""The operations and webhooks of a contract: their parameters, requests, responses and security."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from attrs import field, frozen

from openapi_contract.grammar import METHODS
from openapi_contract.json_data import JsonObject
from openapi_contract.raw_document import RawDocument, Unreadable
from openapi_contract.schema import Schema, Schemas

JSON = "application/json"
ANY_SUCCESS = range(200, 300)


@frozen(eq=False)
class Parameter:
    """A parameter of an operation."""

    name: str
    place: str
    """The place: `path`, `query`, `header` or `cookie`."""
    required: bool
    schema: Schema
    definition: JsonObject = field(repr=False)


@frozen(eq=False)
class Body:
    """The body of a request or of a response."""

    content: Mapping[str, JsonObject] = field(repr=False)
    """The descriptions by media type."""
    schema: Schema | None
    """The schema of the JSON body; None if there is none."""
    definition: JsonObject = field(repr=False)
    links: Mapping[str, JsonObject] = field(factory=dict, repr=False)
    headers: Mapping[str, JsonObject] = field(factory=dict, repr=False)

    @property
    def examples(self) -> list[Any]:
        """The documented JSON bodies."""
        media_type = self.content.get(JSON, {})
        found = [each["value"] for each in media_type.get("examples", {}).values() if "value" in each]
        return [*found, *([media_type["example"]] if "example" in media_type else [])]


@frozen(eq=False)
class Operation:
    """An operation or a webhook of the contract, with references resolved."""

    id: str
    method: str
    path: str
    """The path; empty for a webhook."""
    parameters: tuple[Parameter, ...]
    request: Body | None
    """None if the operation has no request body."""
    body_required: bool
    """True if a request without a body is invalid."""
    responses: Mapping[int, Body]
    ranges: Mapping[str, Body]
    """The responses to other statuses: `4XX`, `default`."""
    security: tuple[JsonObject, ...]
    """The alternatives of credentials, one of which a request must have; an empty one needs none."""
    deprecated: bool
    definition: JsonObject = field(repr=False)

    @property
    def secured(self) -> bool:
        """True if every request requires credentials."""
        return bool(self.security) and all(self.security)

    @property
    def request_schema(self) -> Schema | None:
        """The schema of the JSON body of requests; None if there is none."""
        return None if self.request is None else self.request.schema

    def response(self, status: int | None) -> Body | None:
        """Return the description of responses with the status, by itself, by its range or by `default`."""
        exact = self.responses.get(status or 0)
        return exact or self.ranges.get(f"{(status or 0) // 100}XX") or self.ranges.get("default")

    def takes(self, method: str, path: str) -> bool:
        """Return whether a request with this method and path is for the operation."""
        return method == self.method and self.variables(path) is not None

    def variables(self, path: str) -> dict[str, str] | None:
        """Return the values of the path variables in a path; None if it does not match."""
        match = _pattern(self.path).fullmatch(path)
        return None if match is None else dict(zip(re.findall(r"\{(.+?)\}", self.path), match.groups(), strict=True))

    @property
    def success_statuses(self) -> frozenset[int]:
        """The documented success statuses."""
        return frozenset(status for status in self.responses if 200 <= status < 300)

    @property
    def served_with(self) -> frozenset[int]:
        """The documented success statuses, else all that `2XX` or `default` describes."""
        return self.success_statuses or frozenset(ANY_SUCCESS if {"2XX", "default"} & self.ranges.keys() else ())

    @property
    def expected_success(self) -> str:
        """The statuses of a success in words."""
        if self.success_statuses:
            return f"status {' or '.join(map(str, sorted(self.success_statuses)))}"
        return "a status from 200 to 299"


def operations_of(document: RawDocument, schemas: Schemas) -> tuple[Operation, ...]:
    """Return the operations in document order. Raises `Unreadable` if they are not valid OpenAPI."""
    return _of_items(document, schemas, "paths")


def webhooks_of(document: RawDocument, schemas: Schemas) -> tuple[Operation, ...]:
    """Return the webhooks in document order. Raises `Unreadable` if they are not valid OpenAPI."""
    return _of_items(document, schemas, "webhooks")


def _of_items(document: RawDocument, schemas: Schemas, section: str) -> tuple[Operation, ...]:
    try:
        return tuple(_operations(document, schemas, section))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"{document.name} is not an OpenAPI document: `make lint` says what is wrong") from error


def _operations(document: RawDocument, schemas: Schemas, section: str) -> Iterator[Operation]:
    for name, written in (document.root.get(section) or {}).items():
        if section == "webhooks" and name.startswith("x-"):
            continue
        item = {**document.resolve(written), **{key: value for key, value in written.items() if key != "$ref"}}
        for method in METHODS:
            if method in item:
                yield _operation(document, schemas, name, method, item, section)


def _operation(
    document: RawDocument, schemas: Schemas, name: str, method: str, item: JsonObject, section: str
) -> Operation:
    definition = item[method]
    request = document.resolve(definition["requestBody"]) if "requestBody" in definition else None
    responses = {
        str(status): _body(document, schemas, each) for status, each in definition.get("responses", {}).items()
    }
    return Operation(
        id=definition.get("operationId") or (name if section == "webhooks" else f"{method.upper()} {name}"),
        method=method.upper(),
        path=name if section == "paths" else "",
        parameters=tuple(_parameters(document, schemas, item, definition)),
        request=None if request is None else _body(document, schemas, request),
        body_required=bool(request and request.get("required")),
        responses={int(status): body for status, body in responses.items() if status.isdigit()},
        ranges={status: body for status, body in responses.items() if not status.isdigit() and status[:2] != "x-"},
        security=tuple(definition.get("security", document.root.get("security")) or ()),
        deprecated=definition.get("deprecated") is True,
        definition=definition,
    )


def _body(document: RawDocument, schemas: Schemas, written: JsonObject) -> Body:
    definition = document.resolve(written)
    content = {
        name: {
            **media_type,
            "examples": {key: document.resolve(each) for key, each in (media_type.get("examples") or {}).items()},
        }
        for name, media_type in definition.get("content", {}).items()
    }
    schema = next((each.get("schema") for name, each in content.items() if media_type_of(name) == JSON), None)
    links, headers = (
        {name: document.resolve(each) for name, each in (definition.get(keyword) or {}).items()}
        for keyword in ("links", "headers")
    )
    return Body(content, None if schema is None else schemas.of(schema), definition, links, headers)


def _parameters(document: RawDocument, schemas: Schemas, *holders: JsonObject) -> Iterator[Parameter]:
    """Yield the parameters of the path and of the operation, which may override those of the path."""
    found = {}
    for holder in holders:
        for written in holder.get("parameters", ()):
            definition = document.resolve(written)
            found[definition["in"], definition["name"]] = definition
    for (place, name), definition in found.items():
        schema = schemas.of(definition.get("schema", {}))
        yield Parameter(name, place, bool(definition.get("required")) or place == "path", schema, definition)


def media_type_of(content_type: str) -> str:
    """Return a content type without its parameters."""
    return content_type.partition(";")[0].strip().lower()


@cache
def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{.+?\\\}", "([^/]+)", re.escape(path)))
