"""Defects of authentication: requests served without the key, refused in the wrong way, or answered with the key."""

import base64
from contextvars import ContextVar
from typing import Any

import jwt
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from contract_tests.faulty_servers.changes import (
    Build,
    also_accepts,
    asks_for,
    error_status,
    errors,
    fails_on,
    inside,
    response,
    steps,
    with_memory,
)
from contract_tests.faulty_servers.defects_of_tokens import claims
from contract_tests.faulty_servers.entries import Defect
from contract_tests.reference_server import authentication, reading, replies, token_issue
from contract_tests.reference_server.replies import Refusal
from contract_tests.reference_server.server_settings import Settings
from scripts.contract.document import JsonObject


def sent(request: Request) -> str:
    """The Authorization header."""
    return request.headers.get("authorization", "")


def bearer(request: Request) -> str:
    """What stands behind `Bearer `."""
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


def key_in_body() -> Build:
    """A server that takes the key as a property of the body."""
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


def remembers_the_client() -> dict[str, Any]:
    """Asks each client only once for the key."""
    known: set[str] = set()

    def authenticate(request: Request, settings: Settings) -> None:
        client = request.client.host if request.client else ""
        if "authorization" in request.headers or client not in known:
            authentication.authenticate(request, settings)
            known.add(client)

    return {"authenticate": authenticate}


def remembers_the_session() -> dict[str, Any]:
    """Takes a cookie that came with a call in place of the key."""

    def authenticate(request: Request, settings: Settings) -> None:
        if "session" not in request.cookies:
            authentication.authenticate(request, settings)

    def answer(call: JsonObject) -> Response:
        return replies.json_response(201, call, {"Set-Cookie": "session=1; Path=/"})

    return {"authenticate": authenticate, "answer": answer}


def repeats_in_refusal(request: Request, settings: Settings) -> None:
    """Tells a sender which key was wrong."""
    try:
        authentication.authenticate(request, settings)
    except Refusal as refusal:
        raise Refusal(401, f"Invalid API key: {bearer(request)}") from refusal


def forbids_wrong_key(request: Request, settings: Settings) -> None:
    """Answers 403 to a key that it does not know."""
    if bearer(request) not in ("", settings.api_key):
        raise Refusal(403, "The API key is not valid")
    authentication.authenticate(request, settings)


def token_with_key(call_id: str, settings: Settings) -> str:
    """A token that is as it should be but for one claim too many."""
    return jwt.encode(
        {**claims(call_id, settings), "key": settings.api_key}, settings.token_secret, token_issue.ALGORITHM
    )


def traces(app: ASGIApp) -> ASGIApp:
    """Handles TRACE as RFC 9110 describes it."""

    async def traced(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "TRACE":
            head = b"".join(name + b": " + value + b"\r\n" for name, value in scope["headers"])
            await Response(head, media_type="message/http")(scope, receive, send)
        else:
            await app(scope, receive, send)

    return traced


KEY = Settings().api_key

MISSING = "a_missing_key_is_refused"
WRONG = "a_wrong_key_is_refused"
SCHEME = "another_scheme_is_refused"
HEADER = "the_key_in_another_header_is_refused"
ADDRESS = "the_key_in_the_address_is_refused"
REPEATED = "no_answer_repeats_the_key"

DEFECTS = (
    # ---- requests that are served without the key
    Defect("no-key-is-asked-for", "It serves everybody.", MISSING, asks_for(lambda *_: True)),
    Defect(
        "a-wrong-key-will-do",
        "It serves whoever sends a key that it does not know.",
        "every_operation_wants_a_key",
        asks_for(lambda r, key: bearer(r) not in ("", key[:-1])),
    ),
    Defect(
        "an-empty-header-will-do",
        "An empty header is no wrong key.",
        "an_empty_key_is_refused",
        also_accepts(lambda r, _: sent(r) == "" and "authorization" in r.headers),
    ),
    Defect(
        "any-key-will-do", "It asks for a key but does not look at it.", WRONG, asks_for(lambda r, _: bearer(r) != "")
    ),
    Defect(
        "the-scheme-alone-will-do",
        "Bearer without a key is let through.",
        "an_empty_key_is_refused",
        also_accepts(lambda r, _: sent(r).strip() == "Bearer"),
    ),
    Defect(
        "a-key-in-front-will-do",
        "It checks that what is sent ends with the key.",
        WRONG,
        asks_for(lambda r, key: bearer(r).endswith(key)),
    ),
    Defect(
        "a-shorter-key-will-do",
        "It checks that the key starts with what is sent.",
        WRONG,
        asks_for(lambda r, key: bearer(r) != "" and key.startswith(bearer(r))),
    ),
    Defect(
        "the-last-4-characters-will-do",
        "It compares the last four characters alone.",
        WRONG,
        asks_for(lambda r, key: bearer(r)[-4:] == key[-4:]),
    ),
    Defect(
        "a-key-in-other-case-will-do",
        "It compares without regard to case.",
        WRONG,
        asks_for(lambda r, key: bearer(r).lower() == key.lower()),
    ),
    Defect(
        "the-first-and-the-last-character-are-not-compared",
        "It compares a slice that is off by one at both ends.",
        WRONG,
        asks_for(lambda r, key: bearer(r)[1:-1] == key[1:-1]),
    ),
    Defect(
        "white-space-within-the-key-will-do",
        "It removes all white space before it compares.",
        "an_odd_key_is_refused",
        asks_for(lambda r, key: "".join(bearer(r).split()) == key),
    ),
    Defect(
        "a-query-for-keys-can-be-forged",
        "It builds SQL from the key.",
        WRONG,
        also_accepts(lambda r, _: "' OR '1'='1" in bearer(r)),
    ),
    Defect(
        "the-bare-key-will-do",
        "It takes the key without a scheme.",
        SCHEME,
        also_accepts(lambda r, key: sent(r) == key),
    ),
    Defect(
        "basic-with-the-key-as-user-will-do",
        "It takes the key as Basic's user name, as Stripe does.",
        SCHEME,
        also_accepts(lambda r, key: basic(r) == key),
    ),
    Defect(
        "any-scheme-will-do",
        "It does not look at the scheme.",
        SCHEME,
        asks_for(lambda r, key: sent(r).partition(" ")[2] == key),
    ),
    Defect(
        "a-scheme-like-bearer-will-do",
        "It checks that the scheme starts with Bearer.",
        SCHEME,
        asks_for(lambda r, key: scheme_of(r).startswith("bearer") and sent(r).partition(" ")[2] == key),
    ),
    Defect("x-api-key-will-do", "It takes the key in X-API-Key.", HEADER, takes_header("x-api-key")),
    Defect(
        "a-cookie-will-do",
        "It takes the key in a cookie.",
        HEADER,
        also_accepts(lambda r, key: key in r.cookies.values()),
    ),
    Defect("api-key-in-the-address-will-do", "It takes the key as ?api_key=.", ADDRESS, takes_parameter("api_key")),
    Defect(
        "the-key-in-the-body-will-do",
        "It takes the key as a property of the body.",
        "the_key_in_the_body_is_refused",
        key_in_body(),
    ),
    Defect(
        "local-requests-need-no-key",
        "It trusts X-Forwarded-For.",
        MISSING,
        lets_pass(lambda r: r.headers.get("x-forwarded-for") == "127.0.0.1"),
    ),
    Defect(
        "a-charset-needs-no-key",
        "Its check is bound to one exact content type.",
        MISSING,
        lets_pass(lambda r: "charset" in r.headers.get("content-type", "")),
    ),
    Defect(
        "a-client-is-asked-once",
        "It remembers who had the key, by address.",
        MISSING,
        with_memory(remembers_the_client),
    ),
    Defect(
        "a-session-needs-no-key",
        "It sets a cookie that then replaces the key.",
        MISSING,
        with_memory(remembers_the_session),
    ),
    # ---- requests that are refused in another way
    Defect("a-missing-key-is-403", "It answers 403 where 401 is documented.", MISSING, error_status(401, 403)),
    Defect(
        "a-wrong-key-is-403",
        "It tells unknown keys (403) from missing ones (401).",
        WRONG,
        steps(authenticate=forbids_wrong_key),
    ),
    Defect(
        "a-missing-key-is-200",
        "It says in the body alone that the key is missing.",
        MISSING,
        errors(401, lambda refusal: response(200, {"status": "error", "message": refusal.message}, "application/json")),
    ),
    Defect(
        "a-scheme-alone-is-a-failure",
        "It splits the header and takes the second part.",
        "an_empty_key_is_refused",
        fails_on(lambda r: sent(r).strip() == "Bearer"),
    ),
    Defect(
        "a-key-beyond-ascii-is-a-failure",
        "It compares keys in a way that only ASCII survives.",
        "an_odd_key_is_refused",
        fails_on(lambda r: not sent(r).isascii()),
    ),
    Defect(
        "a-long-key-is-a-failure",
        "It looks keys up in a column of 255 characters.",
        "an_odd_key_is_refused",
        fails_on(lambda r: len(sent(r)) > 255),
    ),
    Defect(
        "bad-base64-is-a-failure",
        "It decodes Basic credentials before it refuses them.",
        SCHEME,
        fails_on(lambda r: scheme_of(r) == "basic" and basic(r) == ""),
    ),
    # ---- answers with the key
    Defect(
        "a-wrong-key-is-repeated",
        "Its message quotes the wrong key.",
        "a_refused_request_does_not_repeat_the_key",
        steps(authenticate=repeats_in_refusal),
    ),
    Defect(
        "a-header-has-the-key",
        "It returns the request's headers for debugging.",
        REPEATED,
        steps(answer=lambda call: replies.json_response(201, call, {"X-Debug": f"authorization=Bearer {KEY}"})),
    ),
    Defect(
        "the-token-is-the-key",
        "It hands the API key to the browser.",
        REPEATED,
        steps(issue_token=lambda _, settings: settings.api_key),
    ),
    Defect(
        "the-token-contains-the-key",
        "Its token's claims, which anybody can read, have the API key.",
        REPEATED,
        steps(issue_token=token_with_key),
    ),
    Defect("trace-returns-the-key", "It answers TRACE with the request, headers and all.", REPEATED, inside(traces)),
)
