"""How a call is registered, as far as the contract says: the operation, and the smallest body that it must serve."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from contract_tests import contract
from contract_tests.contract import JsonObject, Operation
from contract_tests.samples import smallest

OPERATION = "createWebCall"


@frozen
class Registration:
    """The operation that registers a call, with a body that is valid and names the known agent.

    In a contract without `createWebCall` it is the first operation that takes a JSON object with a required property,
    and no parameter: the rules about the key, about HTTP and about JSON need one to put their questions to.
    """

    operation: Operation
    body: JsonObject
    asked: frozenset[str]
    """The properties that a request may have."""
    answered: frozenset[str]
    """The properties that a registered call may have."""

    @property
    def path(self) -> str:
        """Where it is asked for."""
        return self.operation.path

    @property
    def promise(self) -> str:
        """What a valid request earns, in words."""
        return f"status {' or '.join(str(status) for status in sorted(self.operation.success_statuses))}"

    def content(self, **fields: Any) -> bytes:
        """The body with these fields besides, as JSON."""
        return json.dumps({**self.body, **fields}).encode()


class NotInContract(LookupError):
    """What a rule is about is nothing that this contract has, so that there is nothing to check."""


class NoRegistration(NotInContract):
    """The contract has no operation that such requests could be put to."""


def find(document: JsonObject, agent_id: str) -> Registration:
    """The registration of a call for this agent. Raises `NoRegistration`."""
    able = [
        (operation, body)
        for operation in contract.operations(document)
        if operation.request_schema is not None and not operation.parameters
        if isinstance(body := smallest(document, operation.request_schema), dict) and body
    ]
    found = next((each for each in able if each[0].id == OPERATION), able[0] if able else None)
    if found is None:
        raise NoRegistration("the contract has no operation that takes a JSON object and no parameters")
    operation, body = found
    asked = frozenset(properties(document, operation.request_schema or {}))
    if "agent_id" in asked:
        body = {**body, "agent_id": agent_id}
    answered = {
        name
        for status in operation.success_statuses
        for name in properties(document, contract.json_schema(operation.responses[status]) or {})
    }
    return Registration(operation, body, asked, frozenset(answered))


def properties(document: JsonObject, schema: JsonObject | bool) -> Iterator[str]:
    """The names of the properties that a schema describes, in itself or in what it is composed of."""
    if isinstance(schema, Mapping):
        schema = contract.resolve(document, schema)
        yield from schema.get("properties", ())
        for keyword in ("allOf", "oneOf", "anyOf"):
            for part in schema.get(keyword, ()):
                yield from properties(document, part)
