"""Registration of a call: the operation, and the smallest body that it must accept."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from api_conformance.endpoint import Endpoint
from api_conformance.finding import NotInContract
from openapi_contract.document import Document
from openapi_contract.example_values import smallest
from openapi_contract.json_data import JsonObject
from openapi_contract.operations import Operation
from openapi_contract.walk import property_names

FROM_BODY = "$response.body#/"


@frozen
class Reading:
    """The operation that reads what another one has made, as a link of the contract says."""

    operation: Operation
    taken: Mapping[str, str]
    """For each parameter the property of the response that is its value."""


@frozen
class Registration:
    """An operation that registers a call, with a body that is valid and names the known agent.

    In a contract without one it is the first operation that takes a JSON object with a required property, and no
    parameter: the rules about the key, about HTTP and about JSON need one to put their questions to.
    """

    operation: Operation
    body: JsonObject
    asked: frozenset[str]
    """The properties that a request may have."""
    told: frozenset[str]
    """The properties that the response may have."""
    reading: Reading | None
    """Link by which the call is read, if the response lacks it and the contract has a link."""
    answered: frozenset[str]
    """The properties that a registered call may have, in the response or where it is read."""
    free: str
    """A property of a request that takes any object; one that is not documented if there is none."""
    integer: str
    """A property of a request that takes an integer; one that is not documented if there is none."""

    @property
    def path(self) -> str:
        """Path of the operation."""
        return self.operation.path

    @property
    def promise(self) -> str:
        """Expected status of a valid request, in words."""
        return f"status {' or '.join(str(status) for status in sorted(self.operation.success_statuses))}"

    def content(self, **fields: Any) -> bytes:
        """Return the body with these fields besides, as JSON."""
        return json.dumps({**self.body, **fields}).encode()


def find(document: Document, endpoint: Endpoint, values: Mapping[str, str]) -> tuple[Registration, ...]:
    """Return how something is registered, by each operation that does. Raises `NotInContract`.

    Args:
        values: Values that the server knows, by the property that names them.
    """
    able = [
        (operation, body)
        for operation in document.operations
        if operation.request_schema is not None and not operation.parameters
        if isinstance(body := smallest(operation.request_schema), dict) and body
    ]
    by_id = {operation.id: (operation, body) for operation, body in able}
    found = [by_id[name] for name in endpoint.subjects if name in by_id] or able[:1]
    if not found:
        raise NotInContract("the contract has no operation that takes a JSON object and no parameters")
    return tuple(_registration(document, operation, body, endpoint.mark, values) for operation, body in found)


def _registration(
    document: Document, operation: Operation, body: JsonObject, mark: str, values: Mapping[str, str]
) -> Registration:
    asked = frozenset() if operation.request_schema is None else property_names(operation.request_schema)
    body = {**body, **{name: value for name, value in values.items() if name in asked}}
    told = _told(operation)
    reading = None if mark in told else next(readings(document, operation), None)
    answered = told if reading is None else told | _told(reading.operation)
    free, integer = _taking(operation, {"a": [1, {"b": None}]}), _taking(operation, 1)
    return Registration(operation, body, asked, told, reading, answered, free or "anything", integer or "number")


def _taking(operation: Operation, value: Any) -> str | None:
    """Return the first property of a request, without properties of its own, that takes a value."""
    properties = {} if operation.request_schema is None else operation.request_schema.properties
    return next((name for name, each in properties.items() if not each.properties and each.is_valid(value)), None)


def _told(operation: Operation) -> frozenset[str]:
    schemas = (operation.responses[status].schema for status in operation.success_statuses)
    return frozenset().union(*(property_names(schema) for schema in schemas if schema is not None))


def readings(document: Document, operation: Operation) -> Iterator[Reading]:
    """Yield the operations that the links of a success lead to, if they only read and its body has their parameters."""
    by_id = {each.id: each for each in document.operations}
    for status in operation.success_statuses:
        for link in operation.responses[status].links.values():
            target, given = by_id.get(link.get("operationId", "")), link.get("parameters", {})
            taken = {name: str(value).removeprefix(FROM_BODY) for name, value in given.items()}
            whole = all(str(value).startswith(FROM_BODY) for value in given.values())
            if target is not None and target.method == "GET" and whole:
                yield Reading(target, taken)
