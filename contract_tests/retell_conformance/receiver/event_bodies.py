"""Events as JSON values, made from the contract: minimal, full, and with the unknown parts that it announces."""

import secrets
from collections.abc import Mapping
from typing import Any, Final

from openapi_contract.document import Document
from openapi_contract.example_values import minimal_example
from openapi_contract.json_data import JsonObject
from openapi_contract.schema import Schema

TAG: Final = "event"
STARTED, ENDED, ANALYZED = "call_started", "call_ended", "call_analyzed"
BYTES_OF_A_LONG_CALL: Final = 400_000
"""Size of the transcripts of a call of twenty minutes: one with times, one with tool calls."""
WORDS_OF_A_TURN: Final = 30


def minimal(document: Document) -> dict[str, JsonObject]:
    """Return each event of the contract with its required properties, by name."""
    return {name: of_a_call(minimal_example(option)) for name, option in kinds(document).items()}


def full(document: Document) -> dict[str, JsonObject]:
    """Return each event of the contract with every property, by name."""
    example = max(_examples(document), key=lambda each: len(str(each)))
    bodies = {}
    for name, option in kinds(document).items():
        body = fullest(option)
        bodies[name] = of_a_call({**body, "call": {**body["call"], **example["call"]}})
    return bodies


def usual(document: Document, name: str, **call: Any) -> JsonObject:
    """Return a typical event: the contract's example, with these properties in its call."""
    body = minimal(document)[name]
    example = next((each for each in _examples(document) if each.get(TAG) == name), body)
    return of_a_call({**body, **example}, **call)


def of_a_call(body: JsonObject, **call: Any) -> JsonObject:
    """Return an event with a new call, which has these properties."""
    changed = {**body["call"], "call_id": f"call_{secrets.token_hex(16)}", **call}
    return {**body, "call": changed, **({"data": changed} if "data" in body else {})}


def beyond(document: Document) -> Mapping[str, JsonObject]:
    """Return events with unknown parts, which the contract announces."""
    event = usual(document, ENDED)
    item = {"role": "something_new", "content": "It happened.", "time_sec": 1.5}
    return {
        "a-new-property": {**event, "something_new": {"a": [1, None, "x"]}},
        "a-new-property-of-the-call": of_a_call(event, something_new=[{"a": 1.5}]),
        "a-new-kind-of-call": of_a_call(event, call_type="something_new"),
        "a-new-status": of_a_call(event, call_status="something_new"),
        "a-new-reason": of_a_call(event, disconnection_reason="something_new"),
        "a-new-item": of_a_call(event, transcript_with_tool_calls=[item]),
    }


def long_call(document: Document) -> JsonObject:
    """Return the `call_ended` of a long call."""
    turns: list[JsonObject] = []
    seconds, size = 0.5, 0
    while size < BYTES_OF_A_LONG_CALL / 2:
        words: list[JsonObject] = []
        for number in range(WORDS_OF_A_TURN):
            words.append({"word": f"word{number} ", "start": round(seconds, 3), "end": round(seconds + 0.3, 3)})
            seconds += 0.35
        content = "".join(each["word"] for each in words).strip()
        turns.append({"role": ("agent", "user")[len(turns) % 2], "content": content, "words": words})
        size += len(str(turns[-1]))
    lines = "".join(f"{each['role'].title()}: {each['content']}\n" for each in turns)
    return usual(document, ENDED, transcript=lines, transcript_object=turns, transcript_with_tool_calls=turns)


def kinds(document: Document) -> dict[str, Schema]:
    """Return the schemas of the events by their names."""
    schema = document.operations[0].request_schema
    options = [] if schema is None else schema.options
    return {each.properties[TAG].definition["const"]: each for each in options if TAG in each.properties}


def fullest(schema: Schema, around: frozenset[Schema] = frozenset()) -> Any:
    """Return a valid value with every property; where a schema contains itself, only with the required ones."""
    if schema in around:
        return minimal_example(schema)
    inner = around | {schema}
    if schema.options:
        return fullest(schema.options[0], inner)
    if schema.properties:
        return {name: fullest(each, inner) for name, each in schema.properties.items()}
    if "array" in schema.types and schema.items is not None:
        return [fullest(each, inner) for each in schema.items.options or [schema.items]]
    return minimal_example(schema)


def _examples(document: Document) -> list[JsonObject]:
    request = document.operations[0].request
    return [] if request is None else [each for each in request.examples if isinstance(each, dict)]
