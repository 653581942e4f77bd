"""Mutants of responses: wrong statuses, content types and bodies."""

from contextvars import ContextVar
from typing import Any

from starlette.responses import Response

from mutants.json_changes import camel, without
from mutants.response import HTML, PAGE, Error, call, plain, registers
from mutants.steps import every, rejects, steps
from mutants.tables import Build, Table
from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import responses, validation
from retell_conformance.reference_server.responses import Rejection

PYTHON_TRACE = (
    "Traceback (most recent call last):\n  File \"/srv/app/main.py\", line 42, in create\nKeyError: 'agent_id'"
)
NODE_TRACE = (
    "TypeError: Cannot read properties of undefined (reading 'id')\n    at create (/srv/app/routes/calls.js:42:17)"
)


def _200_for_an_override() -> Build:
    overridden: ContextVar[bool] = ContextVar("overridden")

    def validate(body: Any) -> None:
        validation.validate(body)
        overridden.set(bool(body.get("agent_override")))

    return steps(validate=validate, answer=lambda own: responses.json_response(200 if overridden.get() else 201, own))


def _page_for_invalid_json(rejection: Rejection) -> Response:
    return plain(400, PAGE, HTML) if "not JSON" in rejection.message else responses.reject(rejection)


def _version_without_metadata_alone(body: JsonObject, own: JsonObject) -> JsonObject:
    return without("agent_version")(own) if body.get("metadata") else own


MUTANTS: Table = {
    # Mutants that send one wrong value are generated, see response_schema_mutants.py.
    "every_body_has_the_documented_schema": {
        "leaves access_token out": call.drop("access_token"),
        "puts a call into an envelope": call.change(lambda own: {"data": own}),
        "writes the names of a call in camelCase": call.change(lambda own: {camel(name): own[name] for name in own}),
        "leaves the token out of every 20th call": every(
            20, "answer", lambda own: responses.answer(without("access_token")(own))
        ),
        "leaves agent_version out if there is metadata": registers(_version_without_metadata_alone),
        "has null for missing metadata": call.change(lambda own: {"metadata": None, **own}),
        "writes empty metadata as an array, as PHP does": call.update(metadata=lambda own: own.get("metadata") or []),
        "has a list of messages in 400": Error(400).message(["agent_id is required"]),
    },
    "an_error_says_why": {
        "leaves message out of 400": Error(400).body(lambda _: {"status": "error"}),
        "has 400 in the form of FastAPI": Error(400).body(lambda text: {"detail": [{"loc": ["body"], "msg": text}]}),
    },
    "every_call_is_registered": {"has the call_status queued": call.update(call_status="queued")},
    "every_status_is_documented": {
        "registers calls with 200": call.send(200),
        "registers calls with 204": call.respond(lambda _: Response(None, 204)),
        "registers calls that have an override with 200": _200_for_an_override(),
    },
    "every_content_type_is_documented": {
        "sends 201 without a body": call.respond(lambda _: Response(None, 201)),
        "sends a call as text/html": call.send(content_type="text/html"),
        "sends a call without a content type": call.send(content_type=None),
        "sends 400 as a page": Error(400).content(PAGE, HTML),
        "sends 401 as plain text": Error(401).content("Unauthorized", "text/plain; charset=utf-8"),
        "sends 400 as application/problem+json": Error(400).content(None, "application/problem+json"),
        "sends 400 without a body": Error(400).respond(lambda _: Response(None, 400)),
        "rejects invalid JSON with a page": steps(reject=_page_for_invalid_json),
    },
    "a_valid_request_is_served": {"rejects every 40th call with 402": every(40, "answer", rejects(402))},
    "every_body_is_strict_json": {
        "sends text in 401 and says that it is JSON": Error(401).content("Unauthorized", "application/json"),
    },
    "no_answer_gives_a_stack_trace_away": {
        "tells a Python trace in 400": Error(400).message(PYTHON_TRACE),
        "tells a Node trace in 422": Error(422).message(NODE_TRACE),
        "adds a trace to the body of 400": Error(400).body(
            lambda text: {"status": "error", "message": text, "stack": NODE_TRACE.splitlines()}
        ),
    },
}
