"""Defects of answers: their status, their content type, and what stands in each field, at every depth."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from starlette.responses import HTMLResponse, PlainTextResponse, Response

from mutants.changes import (
    ABSENT,
    call_response,
    calls_changed,
    calls_with,
    calls_without,
    error_bodies,
    errors,
    every,
    full_calls_with,
    refuses,
    response,
    steps,
)
from mutants.defects_of_calls import camel, shows_request
from mutants.entries import Build, defect, found_by, made_by
from retell_conformance.reference_server import replies, validation
from retell_conformance.reference_server.replies import Refusal

PYTHON_TRACE = (
    "Traceback (most recent call last):\n  File \"/srv/app/main.py\", line 42, in create\nKeyError: 'agent_id'"
)
NODE_TRACE = (
    "TypeError: Cannot read properties of undefined (reading 'id')\n    at create (/srv/app/routes/calls.js:42:17)"
)
PAGE = "<html><body><h1>Bad Request</h1></body></html>"


def every_nth_call(number: int, change: Callable[[Any], Any]) -> Build:
    """A server that changes some of its calls."""
    return every(number, "answer", lambda call: replies.answer(change(call)))


def plain(status: int, text: str) -> Build:
    """A server whose errors of one status are plain text."""
    return errors(status, lambda _: PlainTextResponse(text, status))


def page(status: int) -> Build:
    """A server whose errors of one status are pages."""
    return errors(status, lambda _: HTMLResponse(PAGE, status))


def message(status: int, value: Any) -> Build:
    """A server whose errors of one status have this for their message."""
    return error_bodies(status, lambda _: {"status": "error", "message": value})


def tells(status: int, trace: str) -> Build:
    """A server that tells a stack trace in errors of one status."""
    return message(status, trace)


def typed(status: int, content_type: str | None) -> Build:
    """A server whose errors of one status have another content type."""

    def answer(refusal: Refusal) -> Response:
        return response(status, {"status": "error", "message": refusal.message}, content_type)

    return errors(status, answer)


@defect("every_status_is_documented", made_by)
def a_call_with_an_override_is_200() -> Build:
    """It answers 200 where there is an override."""

    overridden: ContextVar[bool] = ContextVar("overridden")

    def validate(body: Any) -> None:
        validation.validate(body)
        overridden.set(bool(body.get("agent_override")))

    return steps(validate=validate, answer=lambda call: replies.json_response(200 if overridden.get() else 201, call))


def every_nth_refused(number: int, status: int) -> Build:
    """A server that refuses some requests, whatever they are."""
    return every(number, "answer", refuses(Refusal(status, "Not now")))


@defect("every_content_type_is_documented", made_by)
def bodies_that_are_not_json_earn_a_page() -> Build:
    """Its framework refuses what it cannot parse, in its own way."""

    def refuse(refusal: Refusal) -> Response:
        return HTMLResponse(PAGE, 400) if "not JSON" in refusal.message else replies.refuse(refusal)

    return steps(refuse=refuse)


DEFECTS = (
    *found_by(
        "every_body_has_the_documented_schema",
        ("a-call-has-no-token", "It leaves access_token out.", calls_without("access_token")),
        ("a-call-has-no-version", "It leaves agent_version out.", calls_without("agent_version")),
        ("a-token-is-null", "It has null for the token.", calls_with("access_token", None)),
        (
            "a-token-has-another-name",
            "It calls the token token.",
            calls_changed(
                lambda call: {
                    **{name: value for name, value in call.items() if name != "access_token"},
                    "token": call["access_token"],
                }
            ),
        ),
        (
            "a-call-id-is-a-number",
            "It counts calls.",
            calls_changed(lambda call: {**call, "call_id": int(call["call_id"][5:13], 16)}),
        ),
        ("an-agent-version-is-a-string", "It writes the version within quotes.", calls_with("agent_version", "2")),
        ("an-agent-version-is-true", "It has true for the version.", calls_with("agent_version", True)),
        ("a-call-is-in-an-envelope", "It puts the call into data.", calls_changed(lambda call: {"data": call})),
        (
            "a-call-is-in-camel-case",
            "It has camelCase names.",
            calls_changed(lambda call: {camel(name): value for name, value in call.items()}),
        ),
        ("a-call-is-null", "It answers null.", calls_changed(lambda _: None)),
        (
            "some-calls-have-no-token",
            "It leaves the token out of every 20th call.",
            every_nth_call(20, lambda call: {name: value for name, value in call.items() if name != "access_token"}),
        ),
        (
            "a-call-with-metadata-has-no-version",
            "It leaves the version out where there is metadata.",
            shows_request(lambda body, call: call.pop("agent_version", None) if body.get("metadata") else None),
        ),
        (
            "missing-metadata-is-null",
            "It has null for missing metadata.",
            calls_changed(lambda call: {"metadata": None, **call}),
        ),
        (
            "empty-metadata-is-an-array",
            "It writes {} as [], as PHP does.",
            calls_changed(lambda call: {**call, "metadata": call.get("metadata") or []}),
        ),
        (
            "a-variable-is-a-number",
            "It adds a variable that is a number.",
            full_calls_with("retell_llm_dynamic_variables", {"now": 1703302407}),
        ),
        (
            "a-sip-header-is-a-number",
            "It reads the values of SIP headers.",
            full_calls_with("custom_sip_headers/X-Custom-Header", 1),
        ),
        ("a-signed-url-option-is-a-string", 'It says "true".', calls_with("opt_in_signed_url", "true")),
        (
            "a-start-is-a-date",
            "It writes ISO dates for timestamps.",
            calls_with("start_timestamp", "2023-12-23T03:33:27Z"),
        ),
        (
            "a-word-starts-with-a-string",
            "It writes times within quotes.",
            full_calls_with("transcript_object/0/words/0/start", "0.7"),
        ),
        (
            "a-tool-call-has-an-object-for-arguments",
            "It does not write the arguments as a string.",
            full_calls_with("transcript_with_tool_calls/3/arguments", {"day": "Monday"}),
        ),
        ("a-recording-is-null", "It has null for a missing recording.", full_calls_with("recording_url", None)),
        (
            "a-latency-value-is-a-string",
            "It writes values within quotes.",
            full_calls_with("latency/tts/values", ["123"]),
        ),
        ("a-cost-has-no-total", "It leaves combined_cost out.", full_calls_with("call_cost/combined_cost", ABSENT)),
        ("a-product-has-no-cost", "It leaves cost out.", full_calls_with("call_cost/product_costs/0/cost", ABSENT)),
        ("a-bad-request-has-many-messages", "It has an array of messages.", message(400, ["agent_id is required"])),
    ),
    *found_by(
        "an_error_says_why",
        (
            "a-bad-request-has-no-message",
            "It leaves message out of 400.",
            error_bodies(400, lambda _: {"status": "error"}),
        ),
        (
            "a-bad-request-has-details",
            "It answers as FastAPI does.",
            error_bodies(400, lambda text: {"detail": [{"loc": ["body"], "msg": text}]}),
        ),
    ),
    *found_by(
        "every_call_is_registered",
        ("a-status-is-unknown", "It says queued.", calls_with("call_status", "queued")),
    ),
    *found_by(
        "every_status_is_documented",
        ("a-call-is-200", "It answers 200 where 201 is documented.", call_response(200)),
        ("a-call-is-204", "It answers without a body.", steps(answer=lambda _: Response(None, 204))),
    ),
    *found_by(
        "every_content_type_is_documented",
        ("a-call-is-201-without-a-body", "It answers 201 and no call.", steps(answer=lambda _: Response(None, 201))),
        ("a-call-is-html", "It says text/html.", call_response(content_type="text/html")),
        ("a-call-is-of-no-type", "It says no content type.", call_response(content_type=None)),
        ("a-bad-request-is-a-page", "It answers 400 with a page.", page(400)),
        ("an-unauthorised-request-is-text", "It answers 401 with plain text.", plain(401, "Unauthorized")),
        ("a-bad-request-is-a-problem", "It says application/problem+json.", typed(400, "application/problem+json")),
        ("a-bad-request-has-no-body", "It answers 400 with nothing.", errors(400, lambda _: Response(None, 400))),
    ),
    *found_by(
        "a_valid_request_is_served",
        ("some-calls-are-402", "It asks for a payment now and then.", every_nth_refused(40, 402)),
    ),
    *found_by(
        "every_body_is_strict_json",
        (
            "an-unauthorised-request-is-not-json",
            "It says JSON and sends text.",
            errors(401, lambda _: response(401, "Unauthorized", "application/json")),
        ),
    ),
    *found_by(
        "no_answer_gives_a_stack_trace_away",
        ("a-bad-request-tells-a-python-trace", "It tells its stack in 400.", tells(400, PYTHON_TRACE)),
        ("an-unknown-agent-tells-a-node-trace", "It tells its stack in 422.", tells(422, NODE_TRACE)),
        (
            "a-bad-request-has-a-trace-beside-the-message",
            "It adds its stack to the error body.",
            error_bodies(400, lambda text: {"status": "error", "message": text, "stack": NODE_TRACE.splitlines()}),
        ),
    ),
)
