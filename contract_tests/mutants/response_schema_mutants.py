"""Mutants of responses, generated from the contract: each sends one value that the schema of the response forbids."""

from collections.abc import Callable, Iterator
from typing import Any

from attrs import evolve, frozen

from api_conformance.run import Run
from api_conformance.run_check import check
from api_conformance.transport.exchange import Exchange
from mutants.json_changes import ABSENT, changed_at
from mutants.kill import on_trial
from mutants.response import Success, connection, full, full_call, read_call
from mutants.serve import in_process
from openapi_contract.json_data import JsonObject
from openapi_contract.schema import WIDENED, Schema
from openapi_contract.walk import walk_value
from retell_conformance.rules import RULES

CHECK = RULES["every_body_has_the_documented_schema"]
VALUES = {"string": "text", "integer": 7, "number": 0.5, "boolean": True, "array": [], "object": {}, "null": None}
"""A value of each JSON type."""
Place = tuple[str, Schema]
"""The path to a value, and its schema in the object or array that contains it."""


def _full_call(call: JsonObject) -> JsonObject:
    return full_call(call) | {"retell_llm_dynamic_variables": {"now": "noon"}}


RESPONSES: dict[str, Success] = {
    "createWebCall": evolve(full, start=_full_call),
    "createWebCallV3": connection,
    "getCall": evolve(read_call, start=_full_call),
}
"""The response of each operation with every documented property."""


@frozen
class WrongValue:
    """A value that the schema forbids at a place; ABSENT if a value is required."""

    place: str
    value: Any

    def __str__(self) -> str:
        """Return the sentence of the mutant that sends it."""
        return f"leaves {self.place} out" if self.value is ABSENT else f"has {self.value!r} for {self.place}"


def wrong_values(schema: Schema, body: JsonObject) -> Iterator[WrongValue]:
    """Yield the wrong values for a body: ABSENT for each required property, and values of every wrong type."""
    start: Place = "", schema
    for applying, value, (place, written) in walk_value(schema, body, start, _into):
        for name in sorted({name for each in applying for name in each.required if name in value}):
            yield WrongValue(f"{place}/{name}".strip("/"), ABSENT)
        allowed = _types(written)
        for name, wrong in VALUES.items() if place and allowed else ():
            if not allowed & (WIDENED["integer"] if name == "integer" else {name}):
                yield WrongValue(place.strip("/"), wrong)


def survivors(operation_id: str, every_nth: int = 1) -> tuple[int, list[str]]:
    """Send every n-th wrong value of an operation; return their number and those that the check misses."""
    response, pending = RESPONSES[operation_id], list[WrongValue]()

    def change(body: JsonObject) -> Any:
        if not pending:
            return body
        wrong = pending.pop(0)
        return changed_at(body, wrong.place, wrong.value)

    with on_trial(response.change(change)(), in_process) as trial:
        ask = _asking(trial.run, operation_id)
        first = ask()
        operation = trial.run.operation_of(first)
        assert operation is not None
        described = operation.response(response.status)
        assert described is not None
        assert described.schema is not None
        sent = list(wrong_values(described.schema, first.call or {}))[::every_nth]
        pending.extend(sent)
        exchanges = [ask() for _ in sent]
        found = {id(finding.exchange) for finding in check(CHECK, trial.run).findings}
    return len(sent), [str(wrong) for wrong, exchange in zip(sent, exchanges, strict=True) if id(exchange) not in found]


def _asking(run: Run, operation_id: str) -> Callable[[], Exchange]:
    """Return a function that sends a valid request to an operation."""
    for registration in run.registrations:
        run.ask_by(registration)
        reading = registration.reading
        if registration.operation.id == operation_id:
            return run.create
        if reading is not None and reading.operation.id == operation_id:
            registered = run.create().call or {}
            return lambda: run.fetch(reading, registered)
    raise LookupError(operation_id)


def _into(_: Schema, step: str | int, inner: Schema, outer: Place) -> Place:
    return f"{outer[0]}/{step}", inner


def _types(schema: Schema) -> frozenset[str]:
    """Return the JSON types that a schema allows; empty if it allows any."""
    if schema.types:
        return schema.types
    return frozenset().union(*map(_types, schema.options or schema.all_of))
