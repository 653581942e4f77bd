"""Defects of answers: their status, their content type, and what stands in each field, at every depth."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from starlette.responses import HTMLResponse, PlainTextResponse, Response

from contract_tests.faulty_servers.changes import (
    ABSENT,
    Build,
    call_response,
    calls_changed,
    calls_with,
    calls_without,
    error_bodies,
    errors,
    full_calls_with,
    response,
    steps,
    with_memory,
)
from contract_tests.faulty_servers.defects_of_calls import camel, shows_request
from contract_tests.faulty_servers.entries import Defect
from contract_tests.reference_server import replies, validation
from contract_tests.reference_server.replies import Refusal

SCHEMA = "every_body_has_the_documented_schema"
STATUS = "every_status_is_documented"
TYPE = "every_content_type_is_documented"
TRACE = "no_answer_gives_a_stack_trace_away"

PYTHON_TRACE = (
    "Traceback (most recent call last):\n  File \"/srv/app/main.py\", line 42, in create\nKeyError: 'agent_id'"
)
NODE_TRACE = (
    "TypeError: Cannot read properties of undefined (reading 'id')\n    at create (/srv/app/routes/calls.js:42:17)"
)
PAGE = "<html><body><h1>Bad Request</h1></body></html>"


def every_nth_call(number: int, change: Callable[[Any], Any]) -> Build:
    """A server that changes some of its calls."""

    def counted() -> dict[str, Any]:
        count = [0]

        def answer(call: Any) -> Response:
            count[0] += 1
            return replies.answer(change(call) if count[0] % number == 0 else call)

        return {"answer": answer}

    return with_memory(counted)


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


def overrides_answer_200() -> Build:
    """A server that has another status for bodies with an override."""

    overridden: ContextVar[bool] = ContextVar("overridden")

    def validate(body: Any) -> None:
        validation.validate(body)
        overridden.set(bool(body.get("agent_override")))

    return steps(validate=validate, answer=lambda call: replies.json_response(200 if overridden.get() else 201, call))


def every_nth_refused(number: int, status: int) -> Build:
    """A server that refuses some requests, whatever they are."""

    def counted() -> dict[str, Any]:
        count = [0]

        def answer(call: Any) -> Response:
            count[0] += 1
            if count[0] % number == 0:
                raise Refusal(status, "Not now")
            return replies.answer(call)

        return {"answer": answer}

    return with_memory(counted)


def not_json_earns_a_page() -> Build:
    """A server whose framework has its own answer to what it cannot parse."""

    def refuse(refusal: Refusal) -> Response:
        return HTMLResponse(PAGE, 400) if "not JSON" in refusal.message else replies.refuse(refusal)

    return steps(refuse=refuse)


REQUIRED = (
    Defect("a-call-has-no-token", "It leaves access_token out.", SCHEMA, calls_without("access_token")),
    Defect("a-call-has-no-version", "It leaves agent_version out.", SCHEMA, calls_without("agent_version")),
    Defect("a-token-is-null", "It has null for the token.", SCHEMA, calls_with("access_token", None)),
    Defect(
        "a-token-has-another-name",
        "It calls the token token.",
        SCHEMA,
        calls_changed(
            lambda call: {
                **{name: value for name, value in call.items() if name != "access_token"},
                "token": call["access_token"],
            }
        ),
    ),
    Defect(
        "a-call-id-is-a-number",
        "It counts calls.",
        SCHEMA,
        calls_changed(lambda call: {**call, "call_id": int(call["call_id"][5:13], 16)}),
    ),
    Defect(
        "an-agent-version-is-a-string", "It writes the version within quotes.", SCHEMA, calls_with("agent_version", "2")
    ),
    Defect("an-agent-version-is-true", "It has true for the version.", SCHEMA, calls_with("agent_version", True)),
    Defect("a-status-is-unknown", "It says queued.", "every_call_is_registered", calls_with("call_status", "queued")),
    Defect(
        "a-call-is-in-an-envelope", "It puts the call into data.", SCHEMA, calls_changed(lambda call: {"data": call})
    ),
    Defect(
        "a-call-is-in-camel-case",
        "It has camelCase names.",
        SCHEMA,
        calls_changed(lambda call: {camel(name): value for name, value in call.items()}),
    ),
    Defect("a-call-is-null", "It answers null.", SCHEMA, calls_changed(lambda _: None)),
    Defect(
        "some-calls-have-no-token",
        "It leaves the token out of every 20th call.",
        SCHEMA,
        every_nth_call(20, lambda call: {name: value for name, value in call.items() if name != "access_token"}),
    ),
    Defect(
        "a-call-with-metadata-has-no-version",
        "It leaves the version out where there is metadata.",
        SCHEMA,
        shows_request(lambda body, call: call.pop("agent_version", None) if body.get("metadata") else None),
    ),
)

OPTIONAL = (
    Defect(
        "missing-metadata-is-null",
        "It has null for missing metadata.",
        SCHEMA,
        calls_changed(lambda call: {"metadata": None, **call}),
    ),
    Defect(
        "empty-metadata-is-an-array",
        "It writes {} as [], as PHP does.",
        SCHEMA,
        calls_changed(lambda call: {**call, "metadata": call.get("metadata") or []}),
    ),
    Defect(
        "a-variable-is-a-number",
        "It adds a variable that is a number.",
        SCHEMA,
        full_calls_with("retell_llm_dynamic_variables", {"now": 1703302407}),
    ),
    Defect(
        "a-sip-header-is-a-number",
        "It reads the values of SIP headers.",
        SCHEMA,
        full_calls_with("custom_sip_headers/X-Custom-Header", 1),
    ),
    Defect("a-signed-url-option-is-a-string", 'It says "true".', SCHEMA, calls_with("opt_in_signed_url", "true")),
    Defect(
        "a-start-is-a-date",
        "It writes ISO dates for timestamps.",
        SCHEMA,
        calls_with("start_timestamp", "2023-12-23T03:33:27Z"),
    ),
    Defect(
        "a-word-starts-with-a-string",
        "It writes times within quotes.",
        SCHEMA,
        full_calls_with("transcript_object/0/words/0/start", "0.7"),
    ),
    Defect(
        "a-tool-call-has-an-object-for-arguments",
        "It does not write the arguments as a string.",
        SCHEMA,
        full_calls_with("transcript_with_tool_calls/3/arguments", {"day": "Monday"}),
    ),
    Defect(
        "a-recording-is-null", "It has null for a missing recording.", SCHEMA, full_calls_with("recording_url", None)
    ),
    Defect(
        "a-latency-value-is-a-string",
        "It writes values within quotes.",
        SCHEMA,
        full_calls_with("latency/tts/values", ["123"]),
    ),
    Defect(
        "a-cost-has-no-total",
        "It leaves combined_cost out.",
        SCHEMA,
        full_calls_with("call_cost/combined_cost", ABSENT),
    ),
    Defect(
        "a-product-has-no-cost",
        "It leaves cost out.",
        SCHEMA,
        full_calls_with("call_cost/product_costs/0/cost", ABSENT),
    ),
)

STATUSES = (
    Defect("a-call-is-200", "It answers 200 where 201 is documented.", STATUS, call_response(200)),
    Defect("a-call-is-204", "It answers without a body.", STATUS, steps(answer=lambda _: Response(None, 204))),
    Defect(
        "a-call-is-201-without-a-body", "It answers 201 and no call.", TYPE, steps(answer=lambda _: Response(None, 201))
    ),
    Defect(
        "a-call-with-an-override-is-200", "It answers 200 where there is an override.", STATUS, overrides_answer_200()
    ),
    Defect(
        "some-calls-are-402",
        "It asks for a payment now and then.",
        "a_valid_request_is_served",
        every_nth_refused(40, 402),
    ),
)

CONTENT_TYPES = (
    Defect("a-call-is-html", "It says text/html.", TYPE, call_response(content_type="text/html")),
    Defect("a-call-is-of-no-type", "It says no content type.", TYPE, call_response(content_type=None)),
    Defect("a-bad-request-is-a-page", "It answers 400 with a page.", TYPE, page(400)),
    Defect("an-unauthorised-request-is-text", "It answers 401 with plain text.", TYPE, plain(401, "Unauthorized")),
    Defect(
        "a-bad-request-is-a-problem", "It says application/problem+json.", TYPE, typed(400, "application/problem+json")
    ),
)

ERRORS = (
    Defect(
        "a-bad-request-has-no-message",
        "It leaves message out of 400.",
        SCHEMA,
        error_bodies(400, lambda _: {"status": "error"}),
    ),
    Defect(
        "a-bad-request-has-many-messages",
        "It has an array of messages.",
        SCHEMA,
        message(400, ["agent_id is required"]),
    ),
    Defect(
        "a-bad-request-has-details",
        "It answers as FastAPI does.",
        SCHEMA,
        error_bodies(400, lambda text: {"detail": [{"loc": ["body"], "msg": text}]}),
    ),
    Defect(
        "a-bad-request-has-no-body", "It answers 400 with nothing.", TYPE, errors(400, lambda _: Response(None, 400))
    ),
    Defect(
        "an-unauthorised-request-is-not-json",
        "It says JSON and sends text.",
        "every_body_is_strict_json",
        errors(401, lambda _: response(401, "Unauthorized", "application/json")),
    ),
    Defect(
        "bodies-that-are-not-json-earn-a-page",
        "Its framework refuses what it cannot parse, in its own way.",
        TYPE,
        not_json_earns_a_page(),
    ),
    Defect("a-bad-request-tells-a-python-trace", "It tells its stack in 400.", TRACE, tells(400, PYTHON_TRACE)),
    Defect("an-unknown-agent-tells-a-node-trace", "It tells its stack in 422.", TRACE, tells(422, NODE_TRACE)),
    Defect(
        "a-bad-request-has-a-trace-beside-the-message",
        "It adds its stack to the error body.",
        TRACE,
        error_bodies(400, lambda text: {"status": "error", "message": text, "stack": NODE_TRACE.splitlines()}),
    ),
)

DEFECTS = REQUIRED + OPTIONAL + STATUSES + CONTENT_TYPES + ERRORS
