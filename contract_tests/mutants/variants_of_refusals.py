"""Correct servers that refuse otherwise than the reference server: with other statuses, or other things."""

import json
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from mutants.changes import also_refuses, error_status, errors, other_methods, response, set_to, steps, texts, values
from mutants.entries import Build, Variant
from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import authentication, reading, replies, validation
from retell_conformance.reference_server.replies import Refusal
from retell_conformance.reference_server.server_settings import Settings

ASSETS = ("voice_id", "fallback_voice_ids", "llm_id", "conversation_flow_id", "knowledge_base_ids")
CALL_FIELDS = (
    "agent_id",
    "agent_version",
    "agent_override",
    "metadata",
    "retell_llm_dynamic_variables",
    "current_node_id",
    "current_state",
)


def not_found(_: str) -> Response:
    """The answer of a server on which POST alone has the path."""
    return replies.refuse(Refusal(404, "There is nothing here"))


def preflight(method: str) -> Response | None:
    """The answer to a browser that asks whether it may ask."""
    allowed = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": "POST", "Allow": "OPTIONS, POST"}
    return Response(None, 204, allowed) if method == "OPTIONS" else None


def not_implemented(method: str) -> Response | None:
    """The answer of a server that does not know a method at all."""
    return Response(None, 501) if method in ("TRACE", "CONNECT") else None


def reads_generously(content: bytes) -> Any:
    """Reads whatever Python takes for JSON, but for numbers that no JSON has."""
    try:
        return json.loads(content.removeprefix(b"\xef\xbb\xbf"), parse_constant=refuse_number)
    except (ValueError, RecursionError) as error:
        raise Refusal(400, "The body is not JSON") from error


def refuse_number(name: str) -> Any:
    """Refuses what is no JSON number."""
    raise ValueError(f"{name} is not JSON")


def writes_generously(call: JsonObject) -> Response:
    """Writes whatever was read, half surrogate pairs included; refuses what would be no JSON."""
    try:
        return response(201, json.dumps(call, allow_nan=False), "application/json")
    except (ValueError, RecursionError) as error:
        raise Refusal(400, "The body cannot be kept") from error


def insists_on_length(request: Request) -> None:
    """Refuses bodies whose length is not known beforehand."""
    if "content-length" not in request.headers:
        raise Refusal(411, "Send a Content-Length")
    reading.check_media_type(request)


def refuses_types_with(status: int) -> Build:
    """A server with another status for other content types."""

    def check(request: Request) -> None:
        try:
            reading.check_media_type(request)
        except Refusal as refusal:
            raise Refusal(status, refusal.message) from refusal

    return steps(check_media_type=check)


def guesses(request: Request) -> None:
    """Takes a body of no type for JSON."""
    if "content-type" in request.headers:
        reading.check_media_type(request)


def names_another_asset(body: JsonObject) -> bool:
    """Whether the body names an asset that the account may not have; null and an empty array name none."""
    return any(isinstance(value, dict) and value.get(name) for value in values(body) for name in ASSETS)


def all_in_one_case(status: int) -> Callable[[Refusal], Response]:
    """Makes an answer with one status for whatever is wrong with a body."""

    def refuse(refusal: Refusal) -> Response:
        one = status if refusal.status in (400, 422) else refusal.status
        return replies.refuse(Refusal(one, refusal.message, refusal.headers))

    return refuse


def refuses_assets(body: Any) -> None:
    """Knows no voice, no engine and no knowledge base."""
    validation.validate(body)
    if names_another_asset(body):
        raise Refusal(422, "Cannot find requested asset under given api key")


def bearer_alone(request: Request, settings: Settings) -> None:
    """Knows Bearer in this spelling alone, and says no more than that something is wrong."""
    if request.headers.getlist("authorization") != [f"Bearer {settings.api_key}"]:
        raise Refusal(401, "")


def body_before_key() -> Build:
    """A server that looks at the body first and at the key then."""
    asked: ContextVar[tuple[Request, Settings]] = ContextVar("asked")

    def authenticate(request: Request, settings: Settings) -> None:
        asked.set((request, settings))
        if request.method == "GET":
            authentication.authenticate(request, settings)

    def validate(body: Any) -> None:
        validation.validate(body)
        authentication.authenticate(*asked.get())

    return steps(authenticate=authenticate, validate=validate)


VARIANTS = (
    Variant(
        "other-messages",
        "Its messages are in another language.",
        steps(
            refuse=lambda refusal: replies.json_response(
                refusal.status, {"message": "Das ist ungültig – 無効です", "status": "error"}, refusal.headers
            )
        ),
    ),
    Variant(
        "400-for-whatever-is-wrong",
        "It refuses every body with 400, one with an unknown agent too.",
        steps(refuse=all_in_one_case(400)),
    ),
    Variant(
        "422-for-whatever-is-wrong",
        "It refuses every body with 422, one that is no JSON too.",
        steps(refuse=all_in_one_case(422)),
    ),
    Variant("400-for-an-unknown-agent", "It refuses an unknown agent with 400.", error_status(422, 400)),
    Variant(
        "a-401-without-a-challenge",
        "It knows one spelling of Bearer, and its 401 has no challenge and an empty message.",
        steps(authenticate=bearer_alone),
    ),
    Variant(
        "the-body-before-the-key",
        "It looks at the body first, and asks for the key only where that is valid.",
        body_before_key(),
    ),
    Variant("404-for-other-methods", "It has the path for POST alone.", other_methods(not_found)),
    Variant("204-for-options", "It tells browsers of other sites that they may ask.", other_methods(preflight)),
    Variant("501-for-methods-that-it-does-not-know", "It does not know TRACE at all.", other_methods(not_implemented)),
    Variant(
        "415-for-a-missing-content-type", "It answers 415 where there is no content type.", refuses_types_with(415)
    ),
    Variant(
        "a-missing-content-type-is-guessed",
        "It takes a body that does not say what it is for JSON, as HTTP lets it.",
        steps(check_media_type=guesses),
    ),
    Variant("400-for-other-content-types", "It answers 400 to other content types.", refuses_types_with(400)),
    Variant(
        "411-for-a-body-in-chunks", "It wants to know how long a body is.", steps(check_media_type=insists_on_length)
    ),
    Variant("413-for-100-kilobytes", "It takes bodies of 100 KB at the most.", set_to(max_body_bytes=100_000)),
    Variant(
        "413-as-a-page",
        "Something before it refuses large bodies, in its own way.",
        errors(413, lambda _: HTMLResponse("<h1>413 Request Entity Too Large</h1>", 413)),
    ),
    Variant(
        "unknown-properties-are-refused",
        "It refuses what is not documented.",
        also_refuses(lambda body: bool(body.keys() - set(CALL_FIELDS))),
        requests=None,
    ),
    Variant(
        "unknown-assets-are-refused",
        "It refuses voices, engines and knowledge bases that the account does not have.",
        steps(validate=refuses_assets),
        requests=None,
    ),
    Variant(
        "a-nul-is-refused",
        "It keeps texts in a store that takes no NUL.",
        also_refuses(lambda body: any("\0" in text for text in texts(body))),
        requests=None,
    ),
    Variant(
        "whatever-python-reads",
        "It takes names twice, half surrogate pairs and a byte order mark.",
        steps(read_json=reads_generously, answer=writes_generously),
        requests=None,
    ),
)
