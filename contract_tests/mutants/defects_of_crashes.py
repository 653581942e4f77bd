"""Defects that show as a server error: what was sent is rare, and somebody did not think of it."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from mutants.changes import (
    ABSENT,
    fails_on,
    fails_to_judge,
    fails_to_read,
    fails_to_register,
    inside,
    setting,
    step,
    texts,
    values,
)
from mutants.defects_of_calls import depth_of
from mutants.entries import Build, defect, found_by
from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import replies


def has_text(body: Any, pattern: str) -> bool:
    """Whether the pattern is found in any string of the body, names too."""
    return any(re.search(pattern, text) for text in texts(body))


def has_name(body: Any, name: str) -> bool:
    """Whether any object in the body has the name."""
    return any(isinstance(value, dict) and name in value for value in values(body))


def content_type(request: Request) -> str:
    """The Content-Type of the request."""
    return request.headers.get("content-type", "")


@defect("a_body_that_is_no_json_object_is_refused", step("read_json"))
def a_body_that_is_not_json_is_a_failure(content: bytes) -> Any:
    """It does not catch what its parser raises."""
    return json.loads(content)


@defect("an_extreme_body_is_served_or_refused", step("read_json"))
def half_a_surrogate_pair_is_a_failure(content: bytes) -> Any:
    """It reads what it then cannot write."""
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


DEFECTS = (
    *found_by(
        "a_body_that_is_no_json_object_is_refused",
        (
            "a-body-in-another-encoding-is-a-failure",
            "It does not catch that a body is not UTF-8.",
            fails_to_read(lambda content: b"\xff" in content),
        ),
        ("null-is-a-failure", "It takes a field from null.", fails_to_judge(lambda body: body is None)),
    ),
    *found_by(
        "a_request_without_a_body_is_refused",
        (
            "no-body-is-a-failure",
            "It reads a body without asking whether there is one.",
            fails_to_read(lambda content: not content),
        ),
    ),
    *found_by(
        "a_byte_order_mark_before_the_body_is_no_reason_to_fail",
        (
            "a-byte-order-mark-is-a-failure",
            "It does not expect a byte order mark.",
            fails_to_read(lambda content: content.startswith(b"\xef\xbb\xbf")),
        ),
    ),
    *found_by(
        "an_extreme_body_is_served_or_refused",
        (
            "nesting-is-a-failure",
            "Its parser recurses, and nobody catches that it gives up.",
            fails_to_read(lambda content: content.count(b"[") > 900),
        ),
        (
            "a-little-nesting-is-a-failure",
            "It walks arrays to a depth of 32.",
            fails_to_judge(lambda body: depth_of(body) > 32),
        ),
        (
            "many-digits-are-a-failure",
            "It does not catch that Python reads no more than 4,300 digits.",
            fails_to_read(lambda content: re.search(rb"\d{4301}", content) is not None),
        ),
        (
            "megabytes-are-a-failure",
            "Its proxy fails on bodies above a megabyte.",
            fails_on(lambda request: int(request.headers.get("content-length", 0)) > 1_000_000),
        ),
        (
            "a-nul-is-a-failure",
            "It writes texts to PostgreSQL, which takes no NUL.",
            fails_to_register(lambda body: has_text(body, "\0")),
        ),
        (
            "a-long-name-is-a-failure",
            "It writes the agent's name into a column of 255 characters.",
            fails_to_register(lambda body: any(len(text) > 255 for text in texts(setting(body, "agent/agent_name")))),
        ),
        (
            "a-prototype-is-a-failure",
            "It merges metadata into an object of JavaScript.",
            fails_to_register(lambda body: has_name(body, "__proto__")),
        ),
        (
            "many-names-are-a-failure",
            "It writes a column for each name.",
            fails_to_register(lambda body: len(body.get("metadata", {})) > 1_000),
        ),
    ),
    *found_by(
        "a_number_that_is_not_json_is_refused",
        ("nan-is-a-failure", "It reads NaN, which it cannot write.", fails_to_read(lambda content: b"NaN" in content)),
    ),
    *found_by(
        "the_same_json_written_otherwise_is_served",
        (
            "an-escaped-name-is-a-failure",
            "It looks for names in the text of the body.",
            fails_to_read(lambda content: b'"\\u0061gent_id"' in content),
        ),
    ),
    *found_by(
        "every_request_is_answered_without_a_server_error",
        (
            "an-empty-array-is-a-failure",
            "It takes the first of an empty array of bodies.",
            fails_to_judge(lambda body: body == []),
        ),
        (
            "a-missing-content-type-is-a-failure",
            "It reads the content type without asking whether there is one.",
            fails_on(lambda request: "content-type" not in request.headers),
        ),
        ("a-head-is-a-failure", "It does not expect HEAD.", fails_before_routing("HEAD")),
        ("a-trace-is-a-failure", "It does not expect TRACE.", fails_before_routing("TRACE")),
        (
            "an-unheard-of-method-is-a-failure",
            "It looks methods up in a table.",
            inside(fails_if(lambda scope: scope["method"] not in METHODS)),
        ),
        (
            "a-long-agent-id-is-a-failure",
            "It looks agents up in a column of 255 characters.",
            fails_to_judge(
                lambda body: isinstance(body, dict) and any(len(text) > 255 for text in texts(body.get("agent_id")))
            ),
        ),
        (
            "a-quote-in-an-agent-id-is-a-failure",
            "It builds SQL from the agent's id.",
            fails_to_judge(lambda body: isinstance(body, dict) and has_text(body.get("agent_id"), "'")),
        ),
        (
            "a-version-with-a-point-is-a-failure",
            "It indexes with 1.0, which is an integer to JSON Schema.",
            fails_to_register(lambda body: isinstance(body.get("agent_version"), float)),
        ),
        (
            "an-engine-without-a-version-is-a-failure",
            "It compares the version of an engine with null.",
            fails_to_register(lambda body: setting(body, "agent/response_engine/version") is None),
        ),
        (
            "a-boolean-for-a-number-is-a-failure",
            "It asserts that its validator refuses everything.",
            fails_to_judge(
                lambda body: isinstance(body, dict) and isinstance(setting(body, "agent/voice_speed"), bool)
            ),
        ),
        (
            "an-unknown-property-is-a-failure",
            "It asserts that there are no other properties.",
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
    ),
    *found_by(
        "a_body_of_another_content_type_is_refused",
        (
            "a-content-type-without-a-slash-is-a-failure",
            "It splits the content type at its slash.",
            fails_on(lambda request: "/" not in content_type(request) and content_type(request) != ""),
        ),
        (
            "an-empty-content-type-is-a-failure",
            "It splits the content type at its slash.",
            fails_on(lambda request: request.headers.get("content-type") == ""),
        ),
    ),
    *found_by(
        "a_strange_charset_is_no_reason_to_fail",
        (
            "an-unknown-charset-is-a-failure",
            "It decodes with whatever charset is named.",
            fails_on(
                lambda request: "charset=" in content_type(request) and "utf-8" not in content_type(request).lower()
            ),
        ),
    ),
    *found_by(
        "what_a_client_accepts_is_no_reason_to_fail",
        (
            "a-choice-of-formats-is-a-failure",
            "It has an answer for no other Accept than JSON's.",
            fails_on(lambda request: "xml" in request.headers.get("accept", "")),
        ),
    ),
    *found_by(
        "a_chunked_body_is_served",
        (
            "a-chunked-body-is-a-failure",
            "It reads as many bytes as Content-Length says.",
            fails_on(lambda request: "transfer-encoding" in request.headers),
        ),
    ),
    *found_by(
        "metadata_is_returned_unchanged",
        (
            "an-emoji-is-a-failure",
            "It writes texts to MySQL's utf8, which has three bytes for a letter.",
            fails_to_register(lambda body: has_text(body, "[\U00010000-\U0010ffff]")),
        ),
        (
            "an-integer-beyond-32-bits-is-a-failure",
            "It writes integers with 32 bits.",
            fails_to_register(lambda body: is_integer_beyond(31)(body.get("metadata", {}))),
        ),
        (
            "a-percent-sign-is-a-failure",
            "It formats texts with %.",
            fails_to_register(lambda body: has_text(body, "%")),
        ),
        (
            "a-less-than-sign-is-a-failure",
            "It builds XML from texts.",
            fails_to_register(lambda body: has_text(body, "<")),
        ),
        (
            "a-dot-in-a-name-is-a-failure",
            "It writes to MongoDB, which once took no dots in names.",
            fails_to_register(lambda body: any("." in name for name in names_in(body))),
        ),
        (
            "null-in-metadata-is-a-failure",
            "It asks every value for its length.",
            fails_to_register(lambda body: None in list(values(body.get("metadata", {})))),
        ),
        (
            "fractions-in-metadata-are-a-failure",
            "It writes to DynamoDB, which takes no floats.",
            fails_to_register(lambda body: any(isinstance(value, float) for value in values(body.get("metadata", {})))),
        ),
    ),
    *found_by(
        "a_valid_request_is_served",
        (
            "a-line-break-in-a-name-is-a-failure",
            "It writes the agent's name into a header.",
            fails_to_register(lambda body: has_text(setting(body, "agent/agent_name"), "[\r\n]")),
        ),
        (
            "a-null-name-is-a-failure",
            "It trims the agent's name.",
            fails_to_register(lambda body: setting(body, "agent/agent_name") is None),
        ),
        (
            "an-empty-override-is-a-failure",
            "It takes the first group of no settings.",
            fails_to_register(lambda body: body.get("agent_override") == {}),
        ),
        (
            "settings-of-llm-and-flow-together-are-a-failure",
            "It asserts that an agent has one or the other.",
            fails_to_register(
                lambda body: (
                    setting(body, "retell_llm") is not ABSENT and setting(body, "conversation_flow") is not ABSENT
                )
            ),
        ),
        (
            "one-language-is-a-failure",
            "It has no voice for es-419.",
            fails_to_register(lambda body: setting(body, "agent/language") == "es-419"),
        ),
        (
            "no-sensitivity-is-a-failure",
            "It divides by interruption_sensitivity.",
            fails_to_register(lambda body: setting(body, "agent/interruption_sensitivity") == 0),
        ),
        (
            "no-backchannel-words-are-a-failure",
            "It chooses one of no words.",
            fails_to_register(lambda body: setting(body, "agent/backchannel_words") == []),
        ),
        (
            "hanging-up-is-a-failure",
            "It looks for the text of an action that has none.",
            fails_to_register(lambda body: setting(body, "agent/voicemail_option/action/type") == "hangup"),
        ),
    ),
    *found_by(
        "dynamic_variables_are_returned_unchanged",
        (
            "an-empty-variable-is-a-failure",
            "It takes the first letter of a variable.",
            fails_to_register(lambda body: "" in body.get("retell_llm_dynamic_variables", {}).values()),
        ),
    ),
)
