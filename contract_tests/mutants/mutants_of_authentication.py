"""Mutants of authentication: they serve requests without the key, reject them wrongly, or send the key back."""

import base64
from contextvars import ContextVar
from typing import Any

import jwt
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from mutants.mutants_of_tokens import claims
from mutants.request import accepts_key, also_accepts, fails_on
from mutants.response import Error, call
from mutants.steps import Steps, fresh, instead, rejects_if, rejects_otherwise, steps
from mutants.tables import Build, Table
from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import authentication, reading, responses, token_issue
from retell_conformance.reference_server.responses import Rejection
from retell_conformance.reference_server.server_settings import Settings

KEY = Settings().api_key


def header(request: Request) -> str:
    """Return the Authorization header."""
    return request.headers.get("authorization", "")


def bearer(request: Request) -> str:
    """Return the key in the Authorization header if its scheme is Bearer, else an empty text."""
    scheme, _, key = header(request).partition(" ")
    return key if scheme.lower() == "bearer" else ""


def _scheme(request: Request) -> str:
    return header(request).partition(" ")[0].lower()


def _credentials(request: Request) -> str:
    return header(request).partition(" ")[2]


def _basic_user(request: Request) -> str:
    try:
        return base64.b64decode(header(request).removeprefix("Basic "), validate=True).decode().partition(":")[0]
    except ValueError:
        return ""


def _accepts_without_key(is_exempt: Any) -> Build:
    return also_accepts(lambda request, _: "authorization" not in request.headers and is_exempt(request))


def _key_in_the_body() -> Build:
    missing: ContextVar[str | None] = ContextVar("missing")

    def authenticate(request: Request, settings: Settings) -> None:
        missing.set(None if "authorization" in request.headers else settings.api_key)
        if missing.get() is None:
            authentication.authenticate(request, settings)

    def read_json(content: bytes) -> Any:
        body = reading.read_json(content)
        if missing.get() not in (None, body.get("api_key") if isinstance(body, dict) else None):
            raise Rejection(401, "The API key is missing")
        return body

    return steps(authenticate=authenticate, read_json=read_json)


def _remembers_addresses() -> Steps:
    known: set[str] = set()

    def authenticate(request: Request, settings: Settings) -> None:
        client = request.client.host if request.client else ""
        if "authorization" in request.headers or client not in known:
            authentication.authenticate(request, settings)
            known.add(client)

    return {"authenticate": authenticate}


def _opens_a_session() -> Build:
    def authenticate(request: Request, settings: Settings) -> None:
        if "session" not in request.cookies:
            authentication.authenticate(request, settings)

    def answer(body: JsonObject) -> Response:
        return responses.json_response(201, body, {"Set-Cookie": "session=1; Path=/"})

    return steps(authenticate=authenticate, answer=answer)


def _token_with_the_key(call_id: str, settings: Settings) -> str:
    own = {**claims(call_id, settings), "key": settings.api_key}
    return jwt.encode(own, settings.token_secret, token_issue.ALGORITHM)


def _traces(scope: Scope) -> Response | None:
    head = b"".join(name + b": " + value + b"\r\n" for name, value in scope["headers"])
    return Response(head, media_type="message/http") if scope["method"] == "TRACE" else None


MUTANTS: Table = {
    "a_missing_key_is_refused": {
        "serves everybody, with or without a key": accepts_key(lambda *_: True),
        "requires no key if X-Forwarded-For is a local address": _accepts_without_key(
            lambda r: r.headers.get("x-forwarded-for") == "127.0.0.1"
        ),
        "requires a key for one exact content type alone": _accepts_without_key(
            lambda r: "charset" in r.headers.get("content-type", "")
        ),
        "rejects a missing key with 403": Error(401).send(403),
        "sends 200 and says in the body that the key is missing": Error(401).body(
            lambda message: {"status": "error", "message": message}, 200
        ),
        "remembers by address who sent the key": fresh(_remembers_addresses),
        "sets a cookie that replaces the key": _opens_a_session(),
    },
    "every_operation_wants_a_key": {
        "accepts any key but the one cut short": accepts_key(lambda r, key: bearer(r) not in ("", key[:-1])),
    },
    "an_empty_key_is_refused": {
        "accepts an empty Authorization": also_accepts(lambda r, _: header(r) == "" and "authorization" in r.headers),
        "accepts Bearer without a key": also_accepts(lambda r, _: header(r).strip() == "Bearer"),
        "fails on Bearer without a key": fails_on(lambda r: header(r).strip() == "Bearer"),
    },
    "a_wrong_key_is_refused": {
        "accepts any key": accepts_key(lambda r, _: bearer(r) != ""),
        "accepts what ends with the key": accepts_key(lambda r, key: bearer(r).endswith(key)),
        "accepts the beginning of the key": accepts_key(lambda r, key: bearer(r) != "" and key.startswith(bearer(r))),
        "compares the last four characters of the key": accepts_key(lambda r, key: bearer(r)[-4:] == key[-4:]),
        "compares keys without regard to case": accepts_key(lambda r, key: bearer(r).lower() == key.lower()),
        "compares keys without their first and last letter": accepts_key(lambda r, key: bearer(r)[1:-1] == key[1:-1]),
        "builds SQL from the key": also_accepts(lambda r, _: "' OR '1'='1" in bearer(r)),
        "rejects an unknown key with 403, a missing one with 401": rejects_if(
            "authenticate", lambda r: bearer(r) not in ("", KEY), Rejection(403, "The API key is not valid")
        ),
    },
    "an_odd_key_is_refused": {
        "removes white space within the key": accepts_key(lambda r, key: "".join(bearer(r).split()) == key),
        "fails on a key beyond ASCII": fails_on(lambda r: not header(r).isascii()),
        "fails on a key of more than 255 characters": fails_on(lambda r: len(header(r)) > 255),
    },
    "another_scheme_is_refused": {
        "accepts the key without a scheme": also_accepts(lambda r, key: header(r) == key),
        "accepts the key as the user name of Basic": also_accepts(lambda r, key: _basic_user(r) == key),
        "accepts any scheme": accepts_key(lambda r, key: _credentials(r) == key),
        "accepts a scheme that starts with Bearer": accepts_key(
            lambda r, key: _scheme(r).startswith("bearer") and _credentials(r) == key
        ),
        "fails on Basic without base64": fails_on(lambda r: _scheme(r) == "basic" and _basic_user(r) == ""),
    },
    "the_key_in_another_header_is_refused": {
        "accepts the key in X-API-Key": also_accepts(lambda r, key: r.headers.get("x-api-key") == key),
        "accepts the key in a cookie": also_accepts(lambda r, key: key in r.cookies.values()),
    },
    "the_key_in_the_address_is_refused": {
        "accepts the key in the query string": also_accepts(lambda r, key: r.query_params.get("api_key") == key),
    },
    "the_key_in_the_body_is_refused": {"accepts the key as a property of the body": _key_in_the_body()},
    "a_refused_request_does_not_repeat_the_key": {
        "quotes a wrong key": rejects_otherwise(
            "authenticate", lambda _, r, __: Rejection(401, f"Invalid API key: {bearer(r)}")
        ),
    },
    "no_answer_repeats_the_key": {
        "returns the request's headers in a header": call.headers(lambda _: {"X-Debug": f"authorization=Bearer {KEY}"}),
        "hands the API key to the browser as the token": steps(issue_token=lambda _, settings: settings.api_key),
        "has the API key in the claims of its token": steps(issue_token=_token_with_the_key),
        "responds to TRACE with the request's headers": instead(_traces),
    },
}
