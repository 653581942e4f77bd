"""A call with every documented field, as a server may send it for a call that has just been registered."""

import copy
from typing import Any

from openapi_contract.json_data import JsonObject
from retell_conformance.contract import read

ITEMS: list[Any] = [
    {"role": "user", "content": "hello", "words": []},
    {"role": "transfer_target", "content": "hello", "words": [{"word": "hello"}]},
    {"role": "tool_call_invocation", "tool_call_id": "tool_1", "name": "book", "arguments": '{"day":"Monday"}'},
    {"role": "tool_call_result", "tool_call_id": "tool_1", "content": "done"},
    {"role": "dtmf", "digit": "1"},
]
"""Further items of a transcript, one of each kind: the page's example has an utterance alone."""


def full_call(call: JsonObject) -> JsonObject:
    """The page's example, with transcript items of every kind, as the answer that registers this call."""
    full = copy.deepcopy(_example())
    for name in ("transcript_with_tool_calls", "scrubbed_transcript_with_tool_calls"):
        full[name] += copy.deepcopy(ITEMS)
    return {**full, "metadata": {}, "retell_llm_dynamic_variables": {}, **call}


def _example() -> JsonObject:
    operation = read().operations[0]
    example: JsonObject = max(operation.responses[201].examples, key=len)
    return example
