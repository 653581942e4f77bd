"""Defects that show as a server error: what was sent is rare, and somebody did not think of it."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from contract_tests.faulty_servers.changes import (
    ABSENT,
    Build,
    fails_on,
    fails_to_judge,
    fails_to_read,
    fails_to_register,
    inside,
    setting,
    steps,
    texts,
    values,
)
from contract_tests.faulty_servers.defects_of_calls import depth_of
from contract_tests.faulty_servers.entries import Defect
from contract_tests.reference_server import replies
from scripts.contract.document import JsonObject

FAILED = "every_request_is_answered_without_a_server_error"
VALID = "a_valid_request_is_served"
EXTREME = "an_extreme_body_is_served_or_refused"
METADATA = "metadata_is_returned_unchanged"
VARIABLES = "dynamic_variables_are_returned_unchanged"
NO_OBJECT = "a_body_that_is_no_json_object_is_refused"
TYPES = "a_body_of_another_content_type_is_refused"


def has_text(body: Any, pattern: str) -> bool:
    """Whether the pattern is found in any string of the body, names too."""
    return any(re.search(pattern, text) for text in texts(body))


def has_name(body: Any, name: str) -> bool:
    """Whether any object in the body has the name."""
    return any(isinstance(value, dict) and name in value for value in values(body))


def content_type(request: Request) -> str:
    """The Content-Type of the request."""
    return request.headers.get("content-type", "")


def reads_carelessly(content: bytes) -> Any:
    """Reads JSON as Python does, with what only Python takes for JSON, and lets every error through."""
    return json.loads(content)


def reads_with_python(content: bytes) -> Any:
    """Reads JSON as Python does, and refuses what Python cannot read."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise replies.Refusal(400, "The body is not JSON") from error


def is_integer_beyond(bits: int) -> Any:
    """Makes the test whether any integer in a value needs more bits."""
    return lambda body: any(isinstance(value, int) and not -(2**bits) <= value < 2**bits for value in values(body))


def names_in(body: JsonObject) -> Iterator[str]:
    """Each name in the body's metadata, at every depth."""
    return (name for value in values(body.get("metadata")) if isinstance(value, dict) for name in value)


def fails_before_routing(method: str) -> Build:
    """A server that fails on a method, before it looks what the method may do."""
    return inside(fails_if(lambda scope: scope["method"] == method))


def fails_if(is_trouble: Callable[[Scope], bool]) -> Callable[[ASGIApp], ASGIApp]:
    """Makes a middleware with a bug."""

    def wrap(app: ASGIApp) -> ASGIApp:
        async def failing(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http" and is_trouble(scope):
                failure = replies.Refusal(500, "Something went wrong on our side")
                await replies.refuse(failure)(scope, receive, send)
            else:
                await app(scope, receive, send)

        return failing

    return wrap


METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT")


READING = (
    Defect(
        "a-body-that-is-not-json-is-a-failure",
        "It does not catch what its parser raises.",
        NO_OBJECT,
        steps(read_json=reads_carelessly),
    ),
    Defect(
        "half-a-surrogate-pair-is-a-failure",
        "It reads what it then cannot write.",
        EXTREME,
        steps(read_json=reads_with_python),
    ),
    Defect(
        "a-body-in-another-encoding-is-a-failure",
        "It does not catch that a body is not UTF-8.",
        NO_OBJECT,
        fails_to_read(lambda content: b"\xff" in content),
    ),
    Defect(
        "no-body-is-a-failure",
        "It reads a body without asking whether there is one.",
        "a_request_without_a_body_is_refused",
        fails_to_read(lambda content: not content),
    ),
    Defect(
        "a-byte-order-mark-is-a-failure",
        "It does not expect a byte order mark.",
        "a_byte_order_mark_before_the_body_is_no_reason_to_fail",
        fails_to_read(lambda content: content.startswith(b"\xef\xbb\xbf")),
    ),
    Defect(
        "nesting-is-a-failure",
        "Its parser recurses, and nobody catches that it gives up.",
        EXTREME,
        fails_to_read(lambda content: content.count(b"[") > 900),
    ),
    Defect(
        "a-little-nesting-is-a-failure",
        "It walks arrays to a depth of 32.",
        EXTREME,
        fails_to_judge(lambda body: depth_of(body) > 32),
    ),
    Defect(
        "many-digits-are-a-failure",
        "It does not catch that Python reads no more than 4,300 digits.",
        EXTREME,
        fails_to_read(lambda content: re.search(rb"\d{4301}", content) is not None),
    ),
    Defect(
        "nan-is-a-failure",
        "It reads NaN, which it cannot write.",
        "a_number_that_is_not_json_is_refused",
        fails_to_read(lambda content: b"NaN" in content),
    ),
    Defect(
        "an-escaped-name-is-a-failure",
        "It looks for names in the text of the body.",
        "the_same_json_written_otherwise_is_served",
        fails_to_read(lambda content: b'"\\u0061gent_id"' in content),
    ),
    Defect(
        "megabytes-are-a-failure",
        "Its proxy fails on bodies above a megabyte.",
        EXTREME,
        fails_on(lambda request: int(request.headers.get("content-length", 0)) > 1_000_000),
    ),
    Defect("null-is-a-failure", "It takes a field from null.", NO_OBJECT, fails_to_judge(lambda body: body is None)),
    Defect(
        "an-empty-array-is-a-failure",
        "It takes the first of an empty array of bodies.",
        FAILED,
        fails_to_judge(lambda body: body == []),
    ),
)

HEADS = (
    Defect(
        "a-missing-content-type-is-a-failure",
        "It reads the content type without asking whether there is one.",
        FAILED,
        fails_on(lambda request: "content-type" not in request.headers),
    ),
    Defect(
        "a-content-type-without-a-slash-is-a-failure",
        "It splits the content type at its slash.",
        TYPES,
        fails_on(lambda request: "/" not in content_type(request) and content_type(request) != ""),
    ),
    Defect(
        "an-empty-content-type-is-a-failure",
        "It splits the content type at its slash.",
        TYPES,
        fails_on(lambda request: request.headers.get("content-type") == ""),
    ),
    Defect(
        "an-unknown-charset-is-a-failure",
        "It decodes with whatever charset is named.",
        "a_strange_charset_is_no_reason_to_fail",
        fails_on(lambda request: "charset=" in content_type(request) and "utf-8" not in content_type(request).lower()),
    ),
    Defect("a-head-is-a-failure", "It does not expect HEAD.", FAILED, fails_before_routing("HEAD")),
    Defect("a-trace-is-a-failure", "It does not expect TRACE.", FAILED, fails_before_routing("TRACE")),
    Defect(
        "an-unheard-of-method-is-a-failure",
        "It looks methods up in a table.",
        FAILED,
        inside(fails_if(lambda scope: scope["method"] not in METHODS)),
    ),
    Defect(
        "a-choice-of-formats-is-a-failure",
        "It has an answer for no other Accept than JSON's.",
        "what_a_client_accepts_is_no_reason_to_fail",
        fails_on(lambda request: "xml" in request.headers.get("accept", "")),
    ),
    Defect(
        "a-chunked-body-is-a-failure",
        "It reads as many bytes as Content-Length says.",
        "a_chunked_body_is_served",
        fails_on(lambda request: "transfer-encoding" in request.headers),
    ),
)

VALUES = (
    Defect(
        "a-nul-is-a-failure",
        "It writes texts to PostgreSQL, which takes no NUL.",
        EXTREME,
        fails_to_register(lambda body: has_text(body, "\0")),
    ),
    Defect(
        "an-emoji-is-a-failure",
        "It writes texts to MySQL's utf8, which has three bytes for a letter.",
        METADATA,
        fails_to_register(lambda body: has_text(body, "[\U00010000-\U0010ffff]")),
    ),
    Defect(
        "a-line-break-in-a-name-is-a-failure",
        "It writes the agent's name into a header.",
        VALID,
        fails_to_register(lambda body: has_text(setting(body, "agent/agent_name"), "[\r\n]")),
    ),
    Defect(
        "a-null-name-is-a-failure",
        "It trims the agent's name.",
        VALID,
        fails_to_register(lambda body: setting(body, "agent/agent_name") is None),
    ),
    Defect(
        "a-long-name-is-a-failure",
        "It writes the agent's name into a column of 255 characters.",
        EXTREME,
        fails_to_register(lambda body: any(len(text) > 255 for text in texts(setting(body, "agent/agent_name")))),
    ),
    Defect(
        "a-long-agent-id-is-a-failure",
        "It looks agents up in a column of 255 characters.",
        FAILED,
        fails_to_judge(
            lambda body: isinstance(body, dict) and any(len(text) > 255 for text in texts(body.get("agent_id")))
        ),
    ),
    Defect(
        "a-quote-in-an-agent-id-is-a-failure",
        "It builds SQL from the agent's id.",
        FAILED,
        fails_to_judge(lambda body: isinstance(body, dict) and has_text(body.get("agent_id"), "'")),
    ),
    Defect(
        "an-integer-beyond-32-bits-is-a-failure",
        "It writes integers with 32 bits.",
        METADATA,
        fails_to_register(lambda body: is_integer_beyond(31)(body.get("metadata", {}))),
    ),
    Defect(
        "a-version-with-a-point-is-a-failure",
        "It indexes with 1.0, which is an integer to JSON Schema.",
        FAILED,
        fails_to_register(lambda body: isinstance(body.get("agent_version"), float)),
    ),
    Defect(
        "a-percent-sign-is-a-failure",
        "It formats texts with %.",
        METADATA,
        fails_to_register(lambda body: has_text(body, "%")),
    ),
    Defect(
        "a-less-than-sign-is-a-failure",
        "It builds XML from texts.",
        METADATA,
        fails_to_register(lambda body: has_text(body, "<")),
    ),
    Defect(
        "a-dot-in-a-name-is-a-failure",
        "It writes to MongoDB, which once took no dots in names.",
        METADATA,
        fails_to_register(lambda body: any("." in name for name in names_in(body))),
    ),
    Defect(
        "a-prototype-is-a-failure",
        "It merges metadata into an object of JavaScript.",
        EXTREME,
        fails_to_register(lambda body: has_name(body, "__proto__")),
    ),
    Defect(
        "null-in-metadata-is-a-failure",
        "It asks every value for its length.",
        METADATA,
        fails_to_register(lambda body: None in list(values(body.get("metadata", {})))),
    ),
    Defect(
        "fractions-in-metadata-are-a-failure",
        "It writes to DynamoDB, which takes no floats.",
        METADATA,
        fails_to_register(lambda body: any(isinstance(value, float) for value in values(body.get("metadata", {})))),
    ),
    Defect(
        "many-names-are-a-failure",
        "It writes a column for each name.",
        EXTREME,
        fails_to_register(lambda body: len(body.get("metadata", {})) > 1_000),
    ),
    Defect(
        "an-empty-variable-is-a-failure",
        "It takes the first letter of a variable.",
        VARIABLES,
        fails_to_register(lambda body: "" in body.get("retell_llm_dynamic_variables", {}).values()),
    ),
)

SETTINGS = (
    Defect(
        "an-empty-override-is-a-failure",
        "It takes the first group of no settings.",
        VALID,
        fails_to_register(lambda body: body.get("agent_override") == {}),
    ),
    Defect(
        "settings-of-llm-and-flow-together-are-a-failure",
        "It asserts that an agent has one or the other.",
        VALID,
        fails_to_register(
            lambda body: setting(body, "retell_llm") is not ABSENT and setting(body, "conversation_flow") is not ABSENT
        ),
    ),
    Defect(
        "one-language-is-a-failure",
        "It has no voice for es-419.",
        VALID,
        fails_to_register(lambda body: setting(body, "agent/language") == "es-419"),
    ),
    Defect(
        "no-sensitivity-is-a-failure",
        "It divides by interruption_sensitivity.",
        VALID,
        fails_to_register(lambda body: setting(body, "agent/interruption_sensitivity") == 0),
    ),
    Defect(
        "no-backchannel-words-are-a-failure",
        "It chooses one of no words.",
        VALID,
        fails_to_register(lambda body: setting(body, "agent/backchannel_words") == []),
    ),
    Defect(
        "hanging-up-is-a-failure",
        "It looks for the text of an action that has none.",
        VALID,
        fails_to_register(lambda body: setting(body, "agent/voicemail_option/action/type") == "hangup"),
    ),
    Defect(
        "an-engine-without-a-version-is-a-failure",
        "It compares the version of an engine with null.",
        FAILED,
        fails_to_register(lambda body: setting(body, "agent/response_engine/version") is None),
    ),
    Defect(
        "a-boolean-for-a-number-is-a-failure",
        "It asserts that its validator refuses everything.",
        FAILED,
        fails_to_judge(lambda body: isinstance(body, dict) and isinstance(setting(body, "agent/voice_speed"), bool)),
    ),
    Defect(
        "an-unknown-property-is-a-failure",
        "It asserts that there are no other properties.",
        FAILED,
        fails_to_judge(
            lambda body: (
                isinstance(body, dict)
                and len(
                    body.keys()
                    - {"agent_id", "agent_version", "agent_override", "metadata", "retell_llm_dynamic_variables"}
                )
                > 0
            )
        ),
    ),
)

DEFECTS = READING + HEADS + VALUES + SETTINGS
