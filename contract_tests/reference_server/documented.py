"""What the contract documents of registering a call and of refusals, and how much room its answers have."""

import json
from functools import cache
from pathlib import Path

from attrs import frozen

from contract_tests import contract
from contract_tests.contract import JsonObject, Operation
from contract_tests.samples import body_example

OPERATION = "createWebCall"


def registration() -> Operation:
    """The operation that registers a call; one that promises nothing where the contract has none."""
    return _registration(contract.path())


@cache
def _registration(path: Path) -> Operation:
    nothing = Operation(OPERATION, "POST", "", (), None, False, {}, {}, False)
    return next((each for each in contract.operations(contract.read(path)) if each.id == OPERATION), nothing)


def success_status() -> int:
    """The status that a registered call is answered with."""
    return min(registration().success_statuses, default=201)


@frozen
class Room:
    """What a response has room for, of the properties that the server fills in by itself."""

    properties: frozenset[str]
    others: JsonObject
    """What the response requires besides, as in the documented example."""

    def fit(self, known: JsonObject) -> JsonObject:
        """The body with what is known, as far as there is room for it."""
        return {**self.others, **{name: value for name, value in known.items() if name in self.properties}}


def call_room(sample: JsonObject) -> Room:
    """The room for a call, judged by one that the server would like to answer with."""
    return _room(contract.path(), OPERATION, success_status(), json.dumps(sample))


def refusal_room(status: int, sample: JsonObject) -> Room:
    """The room for a refusal, in the first operation that documents a body for this status."""
    operations = contract.operations(contract.load())
    operation = next((each.id for each in operations if contract.json_schema(each.response(status))), "")
    return _room(contract.path(), operation, status, json.dumps(sample))


@cache
def _room(path: Path, operation: str, status: int, text: str) -> Room:
    document, sample = contract.read(path), json.loads(text)
    response = next((each.response(status) for each in contract.operations(document) if each.id == operation), {})
    schema = contract.resolve(document, contract.json_schema(response) or {})
    if not schema or contract.validator(document, schema).is_valid(sample):
        return Room(frozenset(sample), {})
    example = body_example(document, response)
    described = schema.get("properties", {})
    fitting = {
        name
        for name, value in sample.items()
        if name in described and contract.validator(document, described[name]).is_valid(value)
    }
    room = Room(frozenset(fitting), {name: example[name] for name in schema.get("required", ()) if name in example})
    valid = contract.validator(document, schema).is_valid(room.fit(sample))
    return room if valid else Room(frozenset(), example)
