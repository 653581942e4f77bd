"""Correct servers whose rejections differ from those of the reference server."""

import json
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from mutants.json_changes import has_text, values
from mutants.mutants_of_authentication import KEY
from mutants.mutants_of_crashes import KNOWN
from mutants.request import NOT_JSON, UNKNOWN_AGENT, also_rejects
from mutants.response import HTML, Error, plain
from mutants.steps import instead, rejects_if, rejects_otherwise, set_to, steps
from mutants.tables import Build, Rows, Server
from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import authentication, reading, responses, validation
from retell_conformance.reference_server.responses import Rejection
from retell_conformance.reference_server.server_settings import Settings

ASSETS = ("voice_id", "fallback_voice_ids", "llm_id", "conversation_flow_id", "knowledge_base_ids")
PROPERTIES = {*KNOWN, "current_node_id", "current_state"}
CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": "POST", "Allow": "OPTIONS, POST"}


def by_method(respond: Callable[[str], Response | None]) -> Build:
    """Send another response to some methods other than POST, at the paths that register calls."""

    def responding(scope: Scope) -> Response | None:
        other = scope["method"] != "POST" and scope["path"].endswith("create-web-call")
        return respond(scope["method"]) if other else None

    return instead(responding)


def _reads_whatever_python_reads(content: bytes) -> Any:
    try:
        return json.loads(content.removeprefix(b"\xef\xbb\xbf"), parse_constant=_reject_number)
    except (ValueError, RecursionError) as error:
        raise NOT_JSON from error


def _reject_number(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _writes_whatever_was_read(call: JsonObject) -> Response:
    try:
        return plain(201, json.dumps(call, allow_nan=False))
    except (ValueError, RecursionError) as error:
        raise Rejection(400, "The body cannot be kept") from error


def _rejects_types_with(status: int) -> Build:
    return rejects_otherwise("check_media_type", lambda rejection, _: Rejection(status, rejection.message))


def _rejects_multipart(scope: Scope) -> Response | None:
    """Reject what Twisted, under Daphne, rejects before the application sees it."""
    return Response(None, 400) if (b"content-type", b"multipart/form-data") in scope["headers"] else None


def _takes_a_missing_type(request: Request) -> None:
    if "content-type" in request.headers:
        reading.check_media_type(request)


def _names_an_asset(body: JsonObject) -> bool:
    return any(isinstance(value, dict) and value.get(name) for value in values(body) for name in ASSETS)


def _one_status(status: int) -> Build:
    """Reject every invalid body and unknown agent with one status."""

    def reject(rejection: Rejection) -> Response:
        one = status if rejection.status in (400, 422) else rejection.status
        return responses.reject(Rejection(one, rejection.message, rejection.headers))

    return steps(reject=reject)


def _body_before_key() -> Build:
    current: ContextVar[tuple[Request, Settings]] = ContextVar("current")

    def authenticate(request: Request, settings: Settings) -> None:
        current.set((request, settings))
        if request.method == "GET":
            authentication.authenticate(request, settings)

    def validate(body: Any) -> None:
        validation.validate(body)
        authentication.authenticate(*current.get())

    return steps(authenticate=authenticate, validate=validate)


CONFORMING: Rows = {
    "has messages in another language": steps(
        reject=lambda rejection: responses.json_response(
            rejection.status, {"message": "Das ist ungültig – 無効です", "status": "error"}, rejection.headers
        )
    ),
    "rejects every body with 400, one with an unknown agent too": _one_status(400),
    "rejects every body with 422, invalid JSON too": _one_status(422),
    "rejects an unknown agent with 400": Error(422).send(400),
    "knows one spelling of Bearer, and has no challenge or message in 401": rejects_if(
        "authenticate", lambda r: r.headers.getlist("authorization") != [f"Bearer {KEY}"], Rejection(401, "")
    ),
    "validates the body before it requires the key": _body_before_key(),
    "rejects other methods with 404": by_method(lambda _: responses.reject(Rejection(404, "There is nothing here"))),
    "sends 204 for OPTIONS": by_method(lambda method: Response(None, 204, CORS) if method == "OPTIONS" else None),
    "sends 501 for methods that it does not know": by_method(
        lambda method: Response(None, 501) if method in ("TRACE", "CONNECT") else None
    ),
    "rejects a missing content type with 415": _rejects_types_with(415),
    "takes a body without a content type for JSON": steps(check_media_type=_takes_a_missing_type),
    "rejects other content types with 400": _rejects_types_with(400),
    "rejects multipart without a boundary with an empty 400": instead(_rejects_multipart),
    "rejects a body in chunks with 411": rejects_if(
        "check_media_type", lambda r: "content-length" not in r.headers, Rejection(411, "Send a Content-Length")
    ),
    "takes bodies of at most 100 KB": set_to(max_body_bytes=100_000),
    "rejects large bodies with a page": Error(413).content("<h1>413 Request Entity Too Large</h1>", HTML),
    "rejects undocumented properties": Server(also_rejects(lambda body: not body.keys() <= PROPERTIES), requests=None),
    "rejects voices, engines and knowledge bases that the account does not have": Server(
        also_rejects(_names_an_asset, UNKNOWN_AGENT), requests=None
    ),
    "rejects NUL in a text": Server(also_rejects(lambda body: has_text(body, "\0")), requests=None),
    "reads whatever Python reads: names twice, half surrogate pairs, a byte order mark": Server(
        steps(read_json=_reads_whatever_python_reads, answer=_writes_whatever_was_read), requests=None
    ),
}
