"""The registration of something, such as a call: the operation, and the smallest body that it must accept."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from api_conformance.endpoint import NOTHING_UNSPECIFIED, Endpoint
from api_conformance.finding import NotInContract
from api_conformance.requests.unspecified import is_unspecified
from api_conformance.transport.exchange import Exchange
from openapi_contract.document import Document
from openapi_contract.example_values import minimal_example
from openapi_contract.json_data import JsonObject
from openapi_contract.operations import Operation
from openapi_contract.walk import property_names

FROM_BODY = "$response.body#/"


@frozen
class Reading:
    """The operation that reads what another one has created, by a link of the contract."""

    operation: Operation
    parameters: Mapping[str, str]
    """The property of the response that is the value of each parameter."""

    def lacking(self, created: Mapping[str, Any]) -> str:
        """Return the property without which a response body does not say what to read; empty if it has all."""
        return next((name for name in self.parameters.values() if created.get(name) in (None, "")), "")


@frozen
class Registration:
    """An operation that registers a call, with a valid body that names the known agent.

    In other contracts it is the first operation with a JSON object as its body, a required property in it, and no
    parameters. The rules about keys, HTTP and JSON send their requests to it.
    """

    operation: Operation
    body: JsonObject
    request_names: frozenset[str]
    """The properties of a request."""
    response_names: frozenset[str]
    """The properties of the response."""
    reading: Reading | None
    """The link by which the call is read, if the response does not contain the call."""
    call_names: frozenset[str]
    """The properties of a registered call, in the response or when it is read."""
    free: str
    """A property of a request that may be any object; an undocumented one if there is none."""
    integer: str
    """A property of a request that may be any integer; an undocumented one if there is none."""

    @property
    def path(self) -> str:
        """The path of the operation."""
        return self.operation.path

    @property
    def expected(self) -> str:
        """The expected status for a valid request, in words."""
        return self.operation.expected_success

    def content(self, **fields: Any) -> bytes:
        """Return the body with these fields added, as JSON."""
        return json.dumps({**self.body, **fields}).encode()


@frozen
class Registered:
    """A registered call."""

    request: JsonObject
    """The request body."""
    call: JsonObject
    exchange: Exchange
    operation: Operation


def find(document: Document, endpoint: Endpoint, values: Mapping[str, str]) -> tuple[Registration, ...]:
    """Return the registrations, one for each operation that registers something. Raises `NotInContract`.

    Args:
        values: Known values, by the property of the request.
    """
    able = [
        (operation, body)
        for operation in document.operations
        if not operation.parameters and (body := _valid_body(operation))
    ]
    by_id = {operation.id: (operation, body) for operation, body in able}
    found = [by_id[name] for name in endpoint.subjects if name in by_id] or able[:1]
    if not found:
        raise NotInContract("no operation takes a JSON object, of which a valid one is known, and no parameters")
    return tuple(_registration(document, operation, body, endpoint.mark, values) for operation, body in found)


def _valid_body(operation: Operation) -> JsonObject:
    """Return the smallest valid body, or a documented one, if it is an object; an empty object if none is known."""
    schema, request = operation.request_schema, operation.request
    if schema is None or request is None or not operation.served_with:
        return {}
    bodies = (minimal_example(schema), *request.examples)
    sure = (each for each in bodies if schema.is_valid(each) and not is_unspecified(schema, each, NOTHING_UNSPECIFIED))
    return next((each for each in sure if isinstance(each, dict)), {})


def _registration(
    document: Document, operation: Operation, body: JsonObject, mark: str, values: Mapping[str, str]
) -> Registration:
    request_names = frozenset() if operation.request_schema is None else property_names(operation.request_schema)
    body = {**body, **{name: value for name, value in values.items() if name in request_names}}
    response_names = _success_names(operation)
    reading = None if mark in response_names else next(readings(document, operation), None)
    call_names = response_names if reading is None else response_names | _success_names(reading.operation)
    free, integer = _taking(operation, {"a": [1, {"b": None}]}), _taking(operation, 1)
    return Registration(
        operation, body, request_names, response_names, reading, call_names, free or "anything", integer or "number"
    )


def _taking(operation: Operation, value: Any) -> str | None:
    """Return the first property of a request that may have this value; None if there is none."""
    properties = {} if operation.request_schema is None else operation.request_schema.properties
    return next((name for name, each in properties.items() if not each.properties and each.is_valid(value)), None)


def _success_names(operation: Operation) -> frozenset[str]:
    schemas = (operation.responses[status].schema for status in operation.success_statuses)
    return frozenset().union(*(property_names(schema) for schema in schemas if schema is not None))


def readings(document: Document, operation: Operation) -> Iterator[Reading]:
    """Yield the GET operations to which the links of a success response lead, with parameters from its body."""
    by_id = {each.id: each for each in document.operations}
    for status in operation.success_statuses:
        for link in operation.responses[status].links.values():
            target, given = by_id.get(link.get("operationId", "")), link.get("parameters", {})
            parameters = {name: str(value).removeprefix(FROM_BODY) for name, value in given.items()}
            whole = all(str(value).startswith(FROM_BODY) for value in given.values())
            if target is not None and target.method == "GET" and whole:
                yield Reading(target, parameters)
