"""Defects of authentication: requests served without the key, refused in the wrong way, or answered with the key."""

import base64
from contextvars import ContextVar
from typing import Any

import jwt
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from mutants.changes import (
    also_accepts,
    asks_for,
    error_status,
    errors,
    fails_on,
    inside,
    response,
    step,
    steps,
    with_memory,
)
from mutants.defects_of_tokens import claims
from mutants.entries import Build, defect, found_by, made_by
from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import authentication, reading, replies, token_issue
from retell_conformance.reference_server.replies import Refusal
from retell_conformance.reference_server.server_settings import Settings


def sent(request: Request) -> str:
    """The Authorization header."""
    return request.headers.get("authorization", "")


def bearer(request: Request) -> str:
    """The key in the Authorization header if its scheme is Bearer, else empty."""
    scheme, _, key = sent(request).partition(" ")
    return key if scheme.lower() == "bearer" else ""


def scheme_of(request: Request) -> str:
    """The first word of the Authorization header, in small letters."""
    return sent(request).partition(" ")[0].lower()


def basic(request: Request) -> str:
    """The user name of Basic credentials."""
    try:
        return base64.b64decode(sent(request).removeprefix("Basic "), validate=True).decode().partition(":")[0]
    except ValueError:
        return ""


def takes_header(name: str, form: str = "{}") -> Build:
    """A server that takes the key in another header too."""
    return also_accepts(lambda request, key: request.headers.get(name) == form.format(key))


def takes_parameter(name: str) -> Build:
    """A server that takes the key in the address too."""
    return also_accepts(lambda request, key: request.query_params.get(name) == key)


def lets_pass(is_exempt: Any) -> Build:
    """A server that does not ask some requests for the key."""
    return also_accepts(lambda request, _: "authorization" not in request.headers and is_exempt(request))


@defect("the_key_in_the_body_is_refused", made_by)
def the_key_in_the_body_will_do() -> Build:
    """It takes the key as a property of the body."""
    missing: ContextVar[str | None] = ContextVar("missing")

    def authenticate(request: Request, settings: Settings) -> None:
        missing.set(None if "authorization" in request.headers else settings.api_key)
        if missing.get() is None:
            authentication.authenticate(request, settings)

    def read_json(content: bytes) -> Any:
        body = reading.read_json(content)
        if missing.get() not in (None, body.get("api_key") if isinstance(body, dict) else None):
            raise Refusal(401, "The API key is missing")
        return body

    return steps(authenticate=authenticate, read_json=read_json)


@defect("a_missing_key_is_refused", with_memory)
def a_client_is_asked_once() -> dict[str, Any]:
    """It remembers who had the key, by address."""
    known: set[str] = set()

    def authenticate(request: Request, settings: Settings) -> None:
        client = request.client.host if request.client else ""
        if "authorization" in request.headers or client not in known:
            authentication.authenticate(request, settings)
            known.add(client)

    return {"authenticate": authenticate}


@defect("a_missing_key_is_refused", with_memory)
def a_session_needs_no_key() -> dict[str, Any]:
    """It sets a cookie that then replaces the key."""

    def authenticate(request: Request, settings: Settings) -> None:
        if "session" not in request.cookies:
            authentication.authenticate(request, settings)

    def answer(call: JsonObject) -> Response:
        return replies.json_response(201, call, {"Set-Cookie": "session=1; Path=/"})

    return {"authenticate": authenticate, "answer": answer}


@defect("a_refused_request_does_not_repeat_the_key", step("authenticate"))
def a_wrong_key_is_repeated(request: Request, settings: Settings) -> None:
    """Its message quotes the wrong key."""
    try:
        authentication.authenticate(request, settings)
    except Refusal as refusal:
        raise Refusal(401, f"Invalid API key: {bearer(request)}") from refusal


@defect("a_wrong_key_is_refused", step("authenticate"))
def a_wrong_key_is_403(request: Request, settings: Settings) -> None:
    """It tells unknown keys (403) from missing ones (401)."""
    if bearer(request) not in ("", settings.api_key):
        raise Refusal(403, "The API key is not valid")
    authentication.authenticate(request, settings)


@defect("no_answer_repeats_the_key", step("issue_token"))
def the_token_contains_the_key(call_id: str, settings: Settings) -> str:
    """Its token's claims, which anybody can read, have the API key."""
    return jwt.encode(
        {**claims(call_id, settings), "key": settings.api_key}, settings.token_secret, token_issue.ALGORITHM
    )


@defect("no_answer_repeats_the_key", inside)
def trace_returns_the_key(app: ASGIApp) -> ASGIApp:
    """It answers TRACE with the request, headers and all."""

    async def traced(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "TRACE":
            head = b"".join(name + b": " + value + b"\r\n" for name, value in scope["headers"])
            await Response(head, media_type="message/http")(scope, receive, send)
        else:
            await app(scope, receive, send)

    return traced


KEY = Settings().api_key


DEFECTS = (
    *found_by(
        "a_missing_key_is_refused",
        ("no-key-is-asked-for", "It serves everybody.", asks_for(lambda *_: True)),
        (
            "local-requests-need-no-key",
            "It trusts X-Forwarded-For.",
            lets_pass(lambda r: r.headers.get("x-forwarded-for") == "127.0.0.1"),
        ),
        (
            "a-charset-needs-no-key",
            "Its check is bound to one exact content type.",
            lets_pass(lambda r: "charset" in r.headers.get("content-type", "")),
        ),
        ("a-missing-key-is-403", "It answers 403 where 401 is documented.", error_status(401, 403)),
        (
            "a-missing-key-is-200",
            "It says in the body alone that the key is missing.",
            errors(
                401, lambda refusal: response(200, {"status": "error", "message": refusal.message}, "application/json")
            ),
        ),
    ),
    *found_by(
        "every_operation_wants_a_key",
        (
            "a-wrong-key-will-do",
            "It serves whoever sends a key that it does not know.",
            asks_for(lambda r, key: bearer(r) not in ("", key[:-1])),
        ),
    ),
    *found_by(
        "an_empty_key_is_refused",
        (
            "an-empty-header-will-do",
            "An empty header is no wrong key.",
            also_accepts(lambda r, _: sent(r) == "" and "authorization" in r.headers),
        ),
        (
            "the-scheme-alone-will-do",
            "Bearer without a key is let through.",
            also_accepts(lambda r, _: sent(r).strip() == "Bearer"),
        ),
        (
            "a-scheme-alone-is-a-failure",
            "It splits the header and takes the second part.",
            fails_on(lambda r: sent(r).strip() == "Bearer"),
        ),
    ),
    *found_by(
        "a_wrong_key_is_refused",
        ("any-key-will-do", "It asks for a key but does not look at it.", asks_for(lambda r, _: bearer(r) != "")),
        (
            "a-key-in-front-will-do",
            "It checks that what is sent ends with the key.",
            asks_for(lambda r, key: bearer(r).endswith(key)),
        ),
        (
            "a-shorter-key-will-do",
            "It checks that the key starts with what is sent.",
            asks_for(lambda r, key: bearer(r) != "" and key.startswith(bearer(r))),
        ),
        (
            "the-last-4-characters-will-do",
            "It compares the last four characters alone.",
            asks_for(lambda r, key: bearer(r)[-4:] == key[-4:]),
        ),
        (
            "a-key-in-other-case-will-do",
            "It compares without regard to case.",
            asks_for(lambda r, key: bearer(r).lower() == key.lower()),
        ),
        (
            "the-first-and-the-last-character-are-not-compared",
            "It compares a slice that is off by one at both ends.",
            asks_for(lambda r, key: bearer(r)[1:-1] == key[1:-1]),
        ),
        (
            "a-query-for-keys-can-be-forged",
            "It builds SQL from the key.",
            also_accepts(lambda r, _: "' OR '1'='1" in bearer(r)),
        ),
    ),
    *found_by(
        "an_odd_key_is_refused",
        (
            "white-space-within-the-key-will-do",
            "It removes all white space before it compares.",
            asks_for(lambda r, key: "".join(bearer(r).split()) == key),
        ),
        (
            "a-key-beyond-ascii-is-a-failure",
            "It compares keys in a way that only ASCII survives.",
            fails_on(lambda r: not sent(r).isascii()),
        ),
        (
            "a-long-key-is-a-failure",
            "It looks keys up in a column of 255 characters.",
            fails_on(lambda r: len(sent(r)) > 255),
        ),
    ),
    *found_by(
        "another_scheme_is_refused",
        ("the-bare-key-will-do", "It takes the key without a scheme.", also_accepts(lambda r, key: sent(r) == key)),
        (
            "basic-with-the-key-as-user-will-do",
            "It takes the key as Basic's user name, as Stripe does.",
            also_accepts(lambda r, key: basic(r) == key),
        ),
        (
            "any-scheme-will-do",
            "It does not look at the scheme.",
            asks_for(lambda r, key: sent(r).partition(" ")[2] == key),
        ),
        (
            "a-scheme-like-bearer-will-do",
            "It checks that the scheme starts with Bearer.",
            asks_for(lambda r, key: scheme_of(r).startswith("bearer") and sent(r).partition(" ")[2] == key),
        ),
        (
            "bad-base64-is-a-failure",
            "It decodes Basic credentials before it refuses them.",
            fails_on(lambda r: scheme_of(r) == "basic" and basic(r) == ""),
        ),
    ),
    *found_by(
        "the_key_in_another_header_is_refused",
        ("x-api-key-will-do", "It takes the key in X-API-Key.", takes_header("x-api-key")),
        ("a-cookie-will-do", "It takes the key in a cookie.", also_accepts(lambda r, key: key in r.cookies.values())),
    ),
    *found_by(
        "the_key_in_the_address_is_refused",
        ("api-key-in-the-address-will-do", "It takes the key as ?api_key=.", takes_parameter("api_key")),
    ),
    *found_by(
        "no_answer_repeats_the_key",
        (
            "a-header-has-the-key",
            "It returns the request's headers for debugging.",
            steps(answer=lambda call: replies.json_response(201, call, {"X-Debug": f"authorization=Bearer {KEY}"})),
        ),
        (
            "the-token-is-the-key",
            "It hands the API key to the browser.",
            steps(issue_token=lambda _, settings: settings.api_key),
        ),
    ),
)
