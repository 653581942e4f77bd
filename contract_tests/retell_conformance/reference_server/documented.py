"""The statuses and the properties that the contract documents for the responses of the server."""

import json
import os
from functools import cache

from attrs import frozen

from openapi_contract.document import Document
from openapi_contract.example_values import body_example
from openapi_contract.json_data import JsonObject
from openapi_contract.operations import Operation
from openapi_contract.walk import property_names
from retell_conformance.contract import read
from retell_conformance.reference_server.played_example import played_example

# The operations that the server implements: two that register a call, of v2 or v3, and one that reads it.
REGISTRATION, CONNECTION, KEPT = "createWebCall", "createWebCallV3", "getCall"
USUAL = {REGISTRATION: 201, CONNECTION: 201, KEPT: 200}
# Every property of a call that the server knows, with a value.
SAMPLE: JsonObject = {
    **played_example(),
    "call_type": "web_call",
    "access_token": "a token",
    "call_id": "a call",
    "agent_id": "an agent",
    "agent_version": 1,
    "call_status": "registered",
    "agent_name": "My Agent",
    "data_storage_setting": "everything",
    "opt_in_signed_url": True,
    "metadata": {},
    "retell_llm_dynamic_variables": {},
    "custom_sip_headers": {},
    "transport": "gateway",
    "ice_servers": [{"urls": "stun:stun.example.com:3478"}],
    "expires_at": 1_800_000_000_000,
}
ERROR: JsonObject = {"status": "error", "message": "A message"}
_SAMPLE_TEXT, _ERROR_TEXT = json.dumps(SAMPLE), json.dumps(ERROR)


_contracts: dict[str | None, Document] = {}
"""The contracts as last read, by the value of CONTRACT."""


def contract() -> Document:
    """Return the contract as last read."""
    named = os.environ.get("CONTRACT")
    if named not in _contracts:
        _contracts[named] = read()
    return _contracts[named]


def forget(named: str) -> None:
    """Forget the contract of this value of CONTRACT."""
    _contracts.pop(named, None)


def read_again() -> None:
    """Read the contract again. Raise `Unreadable`, and keep the previous one, if that fails."""
    _contracts[os.environ.get("CONTRACT")] = read()


@cache
def registration(document: Document) -> Operation:
    """Return an operation that registers a call; an empty one if the contract has none."""
    nothing = Operation(REGISTRATION, "POST", "", (), None, False, {}, {}, (), False, {})
    found = (_named(document, each) for each in (REGISTRATION, CONNECTION))
    return next((each for each in found if each is not None), nothing)


def success_status(operation: str) -> int:
    """Return the success status of an operation."""
    found = _named(contract(), operation)
    return min(() if found is None else found.success_statuses, default=USUAL[operation])


def tells(operation: str, name: str) -> bool:
    """Return whether the success response of an operation has this property; True if there is no such operation."""
    found = _named(contract(), operation)
    described = None if found is None else found.response(success_status(operation))
    return described is None or described.schema is None or name in property_names(described.schema)


def allows(name: str, value: object) -> bool:
    """Return whether the contract allows this value of a property in a read call; True if it does not describe it."""
    found = _named(contract(), KEPT)
    described = None if found is None else found.response(success_status(KEPT))
    schema = None if described is None or described.schema is None else described.schema.properties.get(name)
    return schema is None or schema.is_valid(value)


def _named(document: Document, name: str) -> Operation | None:
    return next((each for each in document.operations if each.id == name), None)


@frozen
class ResponseShape:
    """The properties that the contract allows in a response, of those that the server knows."""

    properties: frozenset[str]
    others: JsonObject
    """Other required properties, with the values of the documented example."""

    def select(self, known: JsonObject) -> JsonObject:
        """Return a body with the known properties that are allowed."""
        return {**self.others, **{name: value for name, value in known.items() if name in self.properties}}


def success_shape(operation: str) -> ResponseShape:
    """Return the shape of an operation's success response."""
    return _shape(contract(), operation, success_status(operation), _SAMPLE_TEXT)


def error_shape(status: int) -> ResponseShape:
    """Return the shape of a rejection, from the first operation that documents a body for this status."""
    document = contract()
    described = ((each.id, each.response(status)) for each in document.operations)
    operation = next((name for name, body in described if body is not None and body.schema is not None), "")
    return _shape(document, operation, status, _ERROR_TEXT)


@cache
def _shape(document: Document, operation: str, status: int, text: str) -> ResponseShape:
    sample: JsonObject = json.loads(text)
    named = _named(document, operation)
    found = None if named is None else named.response(status)
    if found is None or found.schema is None or found.schema.is_valid(sample):
        return ResponseShape(frozenset(sample), {})
    example = body_example(found)
    described = found.schema.properties
    fitting = {name for name, value in sample.items() if name in described and described[name].is_valid(value)}
    shape = ResponseShape(
        frozenset(fitting), {name: example[name] for name in found.schema.required if name in example}
    )
    return shape if found.schema.is_valid(shape.select(sample)) else ResponseShape(frozenset(), example)
