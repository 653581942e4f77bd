"""Mutants that fail with a server error on rare requests."""

import json
import re
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.types import Scope

from mutants.json_changes import ABSENT, at, depth_of, has_text, texts, values
from mutants.request import NOT_JSON, fails_on, fails_to_read, fails_to_register, fails_to_validate
from mutants.steps import FAILURE, instead, steps
from mutants.tables import Build, Table
from retell_conformance.reference_server import responses

AGENT, FLOW, LLM = "agent_override/agent", "agent_override/conversation_flow", "agent_override/retell_llm"
VARIABLES = "retell_llm_dynamic_variables"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT")
KNOWN = {"agent_id", "agent_version", "agent_override", "metadata", VARIABLES}


def _has_name(value: Any, name: str) -> bool:
    return any(isinstance(inner, dict) and name in inner for inner in values(value))


def _has_long_text(value: Any) -> bool:
    return any(len(text) > 255 for text in texts(value))


def _content_type(request: Request) -> str:
    return request.headers.get("content-type", "")


def _reads_lone_surrogates(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NOT_JSON from error


def _fails_if(is_trouble: Callable[[Scope], bool]) -> Build:
    return instead(lambda scope: responses.reject(FAILURE) if is_trouble(scope) else None)


MUTANTS: Table = {
    "a_body_that_is_no_json_object_is_refused": {
        "fails on invalid JSON": steps(read_json=json.loads),
        "fails on a body that is not UTF-8": fails_to_read(lambda content: b"\xff" in content),
        "fails on null for a body": fails_to_validate(lambda body: body is None),
    },
    "a_request_without_a_body_is_refused": {"fails on a missing body": fails_to_read(lambda content: not content)},
    "a_byte_order_mark_before_the_body_is_no_reason_to_fail": {
        "fails on a byte order mark": fails_to_read(lambda content: content.startswith(b"\xef\xbb\xbf")),
    },
    "an_extreme_body_is_served_or_refused": {
        "fails on deep nesting": fails_to_read(lambda content: content.count(b"[") > 900),
        "fails on nesting beyond 32 levels": fails_to_validate(lambda body: depth_of(body) > 32),
        "fails on integers of more than 4,300 digits": fails_to_read(re.compile(rb"\d{4301}").search),
        "fails on bodies above a megabyte": fails_on(lambda r: int(r.headers.get("content-length", 0)) > 1_000_000),
        "fails on NUL in a text, as PostgreSQL does": fails_to_register(lambda body: has_text(body, "\0")),
        "fails on an agent_name of 256 characters": fails_to_register(at(f"{AGENT}/agent_name", _has_long_text)),
        "fails on __proto__": fails_to_register(lambda body: _has_name(body, "__proto__")),
        "fails on more than 1,000 names": fails_to_register(lambda body: len(body.get("metadata", {})) > 1_000),
        "fails on half a surrogate pair": steps(read_json=_reads_lone_surrogates),
    },
    "a_number_that_is_not_json_is_refused": {"fails on NaN": fails_to_read(lambda content: b"NaN" in content)},
    "the_same_json_written_otherwise_is_served": {
        "fails on an escape in a name": fails_to_read(lambda content: b'"\\u0061gent_id"' in content),
    },
    "every_request_is_answered_without_a_server_error": {
        "fails on an empty array for a body": fails_to_validate(lambda body: body == []),
        "fails on a missing content type": fails_on(lambda r: "content-type" not in r.headers),
        "fails on HEAD": _fails_if(lambda scope: scope["method"] == "HEAD"),
        "fails on TRACE": _fails_if(lambda scope: scope["method"] == "TRACE"),
        "fails on a method that it does not know": _fails_if(lambda scope: scope["method"] not in METHODS),
        "fails on an agent_id of more than 255 characters": fails_to_validate(at("agent_id", _has_long_text)),
        "fails on a quote in agent_id": fails_to_validate(at("agent_id", lambda value: has_text(value, "'"))),
        "fails on agent_version 1.0, an integer to JSON Schema": fails_to_register(at("agent_version", float)),
        "fails on no version of response_engine": fails_to_register(at(f"{AGENT}/response_engine/version", None)),
        "fails on true for voice_speed": fails_to_validate(at(f"{AGENT}/voice_speed", bool)),
        "fails on an undocumented property": fails_to_validate(
            lambda body: isinstance(body, dict) and not body.keys() <= KNOWN
        ),
    },
    "a_body_of_another_content_type_is_refused": {
        "fails on a content type without a slash": fails_on(lambda r: "/" not in (_content_type(r) or "/")),
        "fails on an empty content type": fails_on(lambda r: r.headers.get("content-type") == ""),
    },
    "a_strange_charset_is_no_reason_to_fail": {
        "fails on a charset other than UTF-8": fails_on(
            lambda r: "charset=" in _content_type(r) and "utf-8" not in _content_type(r).lower()
        ),
    },
    "what_a_client_accepts_is_no_reason_to_fail": {
        "fails on a client that accepts XML": fails_on(lambda r: "xml" in r.headers.get("accept", "")),
    },
    "a_chunked_body_is_served": {"fails on a body in chunks": fails_on(lambda r: "transfer-encoding" in r.headers)},
    "a_valid_request_is_served": {
        "fails on a line break in agent_name": fails_to_register(
            at(f"{AGENT}/agent_name", lambda value: has_text(value, "[\r\n]"))
        ),
        "fails on null for agent_name": fails_to_register(at(f"{AGENT}/agent_name", None)),
        "fails on an empty agent_override": fails_to_register(at("agent_override", {})),
        "fails on retell_llm and conversation_flow together": fails_to_register(
            lambda body: not at(LLM, ABSENT)(body) and not at(FLOW, ABSENT)(body)
        ),
        "fails on es-419 for language": fails_to_register(at(f"{AGENT}/language", "es-419")),
        "fails on 0 for interruption_sensitivity": fails_to_register(at(f"{AGENT}/interruption_sensitivity", 0)),
        "fails on no backchannel_words": fails_to_register(at(f"{AGENT}/backchannel_words", [])),
        "fails on a voicemail that hangs up": fails_to_register(at(f"{AGENT}/voicemail_option/action/type", "hangup")),
    },
    "dynamic_variables_are_returned_unchanged": {
        "fails on an empty dynamic variable": fails_to_register(lambda body: "" in body.get(VARIABLES, {}).values()),
    },
}
