"""How a call is registered, as far as the contract says: the operation, and the smallest body that it must serve."""

import json
from typing import Any

from attrs import frozen

from contract_tests.conformance.finding import NotInContract
from scripts.contract.document import Document, JsonObject
from scripts.contract.example_values import smallest
from scripts.contract.operations import Operation, operations

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
        """Return the body with these fields besides, as JSON."""
        return json.dumps({**self.body, **fields}).encode()


def find(document: Document, agent_id: str) -> Registration:
    """Return the registration of a call for this agent. Raises `NotInContract`."""
    able = [
        (operation, body)
        for operation in operations(document)
        if operation.request_schema is not None and not operation.parameters
        if isinstance(body := smallest(operation.request_schema), dict) and body
    ]
    found = next((each for each in able if each[0].id == OPERATION), able[0] if able else None)
    if found is None:
        raise NotInContract("the contract has no operation that takes a JSON object and no parameters")
    operation, body = found
    asked = frozenset() if operation.request_schema is None else operation.request_schema.property_names()
    if "agent_id" in asked:
        body = {**body, "agent_id": agent_id}
    schemas = (operation.responses[status].schema for status in operation.success_statuses)
    answered = [schema.property_names() for schema in schemas if schema is not None]
    return Registration(operation, body, asked, frozenset().union(*answered))
