"""Correct servers behind a proxy, a firewall or a gateway, or with a clock that is off."""

import itertools
import re
import time
from collections.abc import Callable
from email.utils import formatdate

from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mutants.conforming.rejections import by_method
from mutants.mutants_of_http import limited
from mutants.mutants_of_tokens import token_claims
from mutants.response import JSON, call
from mutants.serve import over_http, with_its_own_date
from mutants.steps import changing_starts, inside, instead, responding
from mutants.tables import Build, Rows, Server
from retell_conformance.reference_server import responses
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.responses import Rejection

ATTACKS = (b"DROP TABLE", b"OR '1'", b"__proto__", b"%27", b"{{7*7}}")
BEARER = re.compile(rb"Bearer +[A-Za-z0-9._~+/-]+=* *")
Headers = dict[bytes, bytes]


def _page(status: int, is_wrong: Callable[[Headers], bool]) -> Build:
    """Reject requests with certain headers, with a page."""
    page = HTMLResponse(f"<h1>{status}</h1>", status)
    return instead(lambda scope: page if is_wrong(dict(scope["headers"])) else None)


def _accepts_json(headers: Headers) -> bool:
    accepted = headers.get(b"accept", b"*/*").decode("latin-1")
    return not accepted or any(each in accepted for each in ("*/*", "application/*", JSON))


def _odd_charset(headers: Headers) -> bool:
    content_type = headers.get(b"content-type", b"").lower()
    return b"charset=" in content_type and b"utf-8" not in content_type


def _is_large(headers: Headers) -> bool:
    return sum(map(len, headers.values())) > 4_096


def _is_no_bearer(headers: Headers) -> bool:
    return b"authorization" in headers and BEARER.fullmatch(headers[b"authorization"]) is None


def _long_path(scope: Scope) -> Response | None:
    return HTMLResponse("<h1>414 URI Too Long</h1>", 414) if len(scope["raw_path"]) > 150 else None


def _blocks_injections(app: ASGIApp) -> ASGIApp:
    async def blocking(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        message = await receive()
        seen = message.get("body", b"") + scope["raw_path"] + b"".join(value for _, value in scope["headers"])
        waiting = [message]

        async def again() -> Message:
            return waiting.pop() if waiting else await receive()

        page = HTMLResponse("<h1>403 Forbidden</h1>", 403)
        await (page if any(each in seen for each in ATTACKS) else app)(scope, again, send)

    return blocking


def _dated(seconds: int, build: Build = create_app) -> Server:
    """Send a `Date` that is this many seconds ahead."""

    def change(_: Scope, __: int, headers: Headers) -> None:
        headers[b"date"] = formatdate(time.time() + seconds, usegmt=True).encode()

    return Server(inside(lambda app: changing_starts(app, change), build), with_its_own_date)


def _clock_off(seconds: int) -> Server:
    """Use a clock that is off by these seconds, for tokens and `Date` alike."""
    return _dated(seconds, token_claims(lambda own, _: {name: own[name] + seconds for name in ("nbf", "exp")}))


def _busy_until_a_date(app: ASGIApp) -> ASGIApp:
    numbers = itertools.count(1)

    def respond(_: Scope) -> Response | None:
        if next(numbers) not in (40, 80, 120):
            return None
        until = formatdate(time.time() + 1, usegmt=True)
        return HTMLResponse("<h1>503</h1>", 503, {"Retry-After": until})

    return responding(app, respond)


def _rejects_trace_itself(method: str) -> Response:
    if method == "TRACE":
        return HTMLResponse("<h1>405 Not Allowed</h1>", 405)
    return responses.reject(Rejection(405, "Method Not Allowed", {"Allow": "POST, TRACE"}))


def _remembers_values(app: ASGIApp) -> ASGIApp:
    values: dict[tuple[str, bytes, bytes], bytes] = {}

    async def remembering(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            connection = str(scope["client"])
            headers = [
                (name, values.setdefault((connection, name, each.lower()), each)) for name, each in scope["headers"]
            ]
            scope = {**scope, "headers": headers}
        await app(scope, receive, send)

    return remembering


CONFORMING: Rows = {
    "limits requests by an API gateway": limited(429, "1", {"message": "Too Many Requests"}, JSON),
    "limits requests by Kong": limited(429, "1", {"message": "API rate limit exceeded", "request_id": "7f3a"}, JSON),
    "limits requests by AWS, with null for the message": limited(429, None, {"message": None}, JSON),
    "limits requests by Azure, with a number for the status": limited(
        429, "1", {"statusCode": 429, "message": "Rate limit is exceeded."}, JSON
    ),
    "limits requests by Envoy, in text without Retry-After": limited(429, None, "local_rate_limited", "text/plain"),
    "limits requests by nginx with 503, as a page and without Retry-After": limited(
        503, None, "<h1>503 Service Temporarily Unavailable</h1>", "text/html"
    ),
    "is busy now and then, and says until when": inside(_busy_until_a_date),
    "is busy now and then, and says for how long": limited(503, "1", {"message": "busy"}, JSON),
    "rejects headers of more than 4 KB with 431, as a page": _page(431, _is_large),
    "rejects headers of more than 4 KB with 400, as nginx does": _page(400, _is_large),
    "rejects headers beyond ASCII with 400, as a page": _page(
        400, lambda headers: not all(value.isascii() for value in headers.values())
    ),
    "rejects bodies of more than a megabyte with 413, as nginx does": _page(
        413, lambda headers: int(headers.get(b"content-length", b"0")) > 1_048_576
    ),
    "allows TRACE, which a proxy before it rejects": by_method(_rejects_trace_itself),
    "sends no Date": Server(create_app, with_its_own_date),
    "forbids caches to keep a call, and names other hosts in headers": call.headers(
        lambda _: {"Cache-Control": "private, no-store", "Vary": "Authorization", "Location": "/calls"}
    ),
    "rejects TRACE by nginx, as a page and without Allow": by_method(
        lambda method: HTMLResponse("<h1>405 Not Allowed</h1>", 405) if method == "TRACE" else None
    ),
    "rejects with 406 if JSON is not accepted": _page(406, lambda headers: not _accepts_json(headers)),
    "rejects a charset that it does not know with 415, as Express does": _page(415, _odd_charset),
    "rejects an empty Accept with 406, as Django REST framework does": _page(
        406, lambda headers: headers.get(b"accept") == b""
    ),
    "rejects a malformed Authorization header with 400, as Hono does": _page(400, _is_no_bearer),
    "rejects a path of more than 150 characters with 414, as Fastify does": Server(instead(_long_path), requests=None),
    "is behind a gateway whose clock is a minute ahead": _dated(60),
    "is behind a firewall that blocks injections with a page": inside(_blocks_injections),
    "has a clock that is 50 seconds ahead": _clock_off(50),
    "has a clock that is 100 seconds behind": _clock_off(-100),
    "takes a header for one before that differs in case alone, as Jetty does": Server(
        inside(_remembers_values), over_http
    ),
}
