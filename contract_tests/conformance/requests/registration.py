"""How a call is registered, as far as the contract says: the operation, and the smallest body that it must serve."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from contract_tests.conformance.finding import NotInContract
from scripts.contract.document import Document, JsonObject
from scripts.contract.example_values import smallest
from scripts.contract.operations import Operation, operations

# The operations that register a call, the one first whose response has the call itself.
OPERATIONS = ("createWebCall", "createWebCallV3")
OF_A_CALL = "agent_id"
"""A property of every call, by which to tell a call from how to join it."""
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
    """How the call is read, if the response does not have it and the contract has a link."""
    answered: frozenset[str]
    """The properties that a registered call may have, in the response or where it is read."""

    @property
    def path(self) -> str:
        """Where it is asked for."""
        return self.operation.path

    @property
    def promise(self) -> str:
        """What a valid request earns, in words."""
        return f"status {' or '.join(str(status) for status in sorted(self.operation.success_statuses))}"

    def content(self, **fields: Any) -> bytes:
        """Return the body with these fields besides, as JSON."""
        return json.dumps({**self.body, **fields}).encode()


def find(document: Document, agent_id: str) -> tuple[Registration, ...]:
    """Return how a call for this agent is registered, by each operation that does. Raises `NotInContract`."""
    able = [
        (operation, body)
        for operation in operations(document)
        if operation.request_schema is not None and not operation.parameters
        if isinstance(body := smallest(operation.request_schema), dict) and body
    ]
    by_id = {operation.id: (operation, body) for operation, body in able}
    found = [by_id[name] for name in OPERATIONS if name in by_id] or able[:1]
    if not found:
        raise NotInContract("the contract has no operation that takes a JSON object and no parameters")
    return tuple(_registration(operation, body, agent_id) for operation, body in found)


def _registration(operation: Operation, body: JsonObject, agent_id: str) -> Registration:
    asked = frozenset() if operation.request_schema is None else operation.request_schema.property_names()
    if "agent_id" in asked:
        body = {**body, "agent_id": agent_id}
    told = _told(operation)
    reading = None if OF_A_CALL in told else next(readings(operation), None)
    return Registration(
        operation, body, asked, told, reading, told if reading is None else told | _told(reading.operation)
    )


def _told(operation: Operation) -> frozenset[str]:
    schemas = (operation.responses[status].schema for status in operation.success_statuses)
    return frozenset().union(*(schema.property_names() for schema in schemas if schema is not None))


def readings(operation: Operation) -> Iterator[Reading]:
    """Yield the operations that the links of a success lead to, if they only read and its body has their parameters."""
    by_id = {each.id: each for each in operations(operation.document)}
    for status in operation.success_statuses:
        for written in operation.responses[status].definition.get("links", {}).values():
            link = operation.document.resolve(written)
            target, given = by_id.get(link.get("operationId", "")), link.get("parameters", {})
            taken = {name: str(value).removeprefix(FROM_BODY) for name, value in given.items()}
            whole = all(str(value).startswith(FROM_BODY) for value in given.values())
            if target is not None and target.method == "GET" and whole:
                yield Reading(target, taken)
