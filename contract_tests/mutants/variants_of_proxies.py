"""Correct servers behind something that answers or writes in their place, or with a clock of their own."""

import itertools
import re
import time
from collections.abc import Callable, Mapping
from email.utils import formatdate

from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mutants.changes import inside, other_methods
from mutants.defects_of_http import limited
from mutants.entries import Build, Variant
from mutants.lines import with_its_own_date
from mutants.mutants_of_tokens import token_claims
from mutants.response import call
from retell_conformance.reference_server import replies
from retell_conformance.reference_server.replies import Refusal


def accepts_json(headers: Mapping[bytes, bytes]) -> bool:
    """Whether a client takes JSON."""
    accepted = headers.get(b"accept", b"*/*").decode("latin-1")
    return not accepted or any(each in accepted for each in ("*/*", "application/*", "application/json"))


def odd_charset(headers: Mapping[bytes, bytes]) -> bool:
    """Whether the body is in another charset than UTF-8."""
    content_type = headers.get(b"content-type", b"").decode("latin-1").lower()
    return "charset=" in content_type and "utf-8" not in content_type


def refusing_if(is_wrong: Callable[[Mapping[bytes, bytes]], bool], status: int) -> Callable[[ASGIApp], ASGIApp]:
    """Something before a server that refuses some requests for their headers, as a page."""

    def wrap(app: ASGIApp) -> ASGIApp:
        async def refusing(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http" and is_wrong(dict(scope["headers"])):
                await HTMLResponse(f"<h1>{status}</h1>", status)(scope, receive, send)
            else:
                await app(scope, receive, send)

        return refusing

    return wrap


def with_date_of(app: ASGIApp, seconds: int) -> ASGIApp:
    """Write a `Date` that is so many seconds ahead."""

    async def telling(scope: Scope, receive: Receive, send: Send) -> None:
        async def with_date(message: Message) -> None:
            if message["type"] == "http.response.start":
                date = formatdate(time.time() + seconds, usegmt=True).encode()
                kept = [each for each in message.get("headers", ()) if each[0].lower() != b"date"]
                message = {**message, "headers": [*kept, (b"date", date)]}
            await send(message)

        await app(scope, receive, with_date)

    return telling


def without_empty_accept(headers: Mapping[bytes, bytes]) -> bool:
    """Return whether `Accept` is there, and allows nothing."""
    return headers.get(b"accept") == b""


def no_bearer(headers: Mapping[bytes, bytes]) -> bool:
    """Return whether the `Authorization` header is no bearer token at all, as a framework matches one."""
    value = headers.get(b"authorization")
    return value is not None and re.fullmatch(rb"Bearer +[A-Za-z0-9._~+/-]+=* *", value) is None


def long_paths_are_too_long(app: ASGIApp) -> ASGIApp:
    """Answer 414 if the path has more than 150 characters."""

    async def limiting(scope: Scope, receive: Receive, send: Send) -> None:
        too_long = scope["type"] == "http" and len(scope["raw_path"]) > 150
        page = HTMLResponse("<h1>414 URI Too Long</h1>", 414)
        await (page if too_long else app)(scope, receive, send)

    return limiting


def blocks_injections(app: ASGIApp) -> ASGIApp:
    """Answer requests that look like an attack with 403 and a page."""

    async def blocking(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        message = await receive()
        seen = message.get("body", b"") + scope["raw_path"] + b"".join(value for _, value in scope["headers"])
        waiting = [message]

        async def again() -> Message:
            return waiting.pop() if waiting else await receive()

        blocked = any(each in seen for each in (b"DROP TABLE", b"OR '1'", b"__proto__", b"%27", b"{{7*7}}"))
        page = HTMLResponse("<h1>403 Forbidden</h1>", 403)
        await (page(scope, again, send) if blocked else app(scope, again, send))

    return blocking


def clock_off(seconds: int) -> Build:
    """A server whose clock is off: its tokens and its `Date` agree with each other."""

    shifted = token_claims(lambda own, _: {name: own[name] + seconds for name in ("nbf", "exp")})
    return inside(lambda app: with_date_of(app, seconds), shifted)


def gateway_clock_off(seconds: int) -> Build:
    """A server behind a gateway that writes a `Date` by a clock which is off; its tokens are right."""

    def dated(app: ASGIApp) -> ASGIApp:
        return with_date_of(app, seconds)

    return inside(dated)


def busy_until_a_date(app: ASGIApp) -> ASGIApp:
    """Answer every 40th request with 503, and say until when, for the first three times."""
    numbers = itertools.count(1)

    async def busy(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and next(numbers) in (40, 80, 120):
            until = formatdate(time.time() + 1, usegmt=True)
            await HTMLResponse("<h1>503</h1>", 503, {"Retry-After": until})(scope, receive, send)
        else:
            await app(scope, receive, send)

    return busy


def trace_is_listed(method: str) -> Response | None:
    """Return what rejects each method but POST: TRACE as a page, the others with TRACE in `Allow`."""
    if method == "TRACE":
        return HTMLResponse("<h1>405 Not Allowed</h1>", 405)
    return replies.refuse(Refusal(405, "Method Not Allowed", {"Allow": "POST, TRACE"}))


def without_date(app: ASGIApp) -> ASGIApp:
    """Leave the `Date` out."""

    async def telling(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_without(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [each for each in message.get("headers", ()) if each[0].lower() != b"date"]
                message = {**message, "headers": kept}
            await send(message)

        await app(scope, receive, send_without)

    return telling


VARIANTS = (
    Variant(
        "429-of-an-api-gateway",
        "The gateway before it limits how fast it is asked, with a body of its own.",
        limited(429, "1", ({"message": "Too Many Requests"}, "application/json")),
    ),
    Variant(
        "429-of-kong",
        "Kong limits how fast it is asked, and tells in headers of its own how much is left.",
        limited(429, "1", ({"message": "API rate limit exceeded", "request_id": "7f3a"}, "application/json")),
    ),
    Variant(
        "429-of-aws-without-a-message",
        "AWS limits how fast it is asked; the body has a null for a message.",
        limited(429, None, ({"message": None}, "application/json")),
    ),
    Variant(
        "429-of-azure",
        "Azure limits how fast it is asked, with a number for the status.",
        limited(429, "1", ({"statusCode": 429, "message": "Rate limit is exceeded."}, "application/json")),
    ),
    Variant(
        "429-of-envoy",
        "Envoy limits how fast it is asked, in plain text and without `Retry-After`.",
        limited(429, None, ("local_rate_limited", "text/plain")),
    ),
    Variant(
        "503-of-nginx-at-its-limit",
        "A proxy such as nginx limits how fast it is asked with 503, as a page and without `Retry-After`.",
        limited(503, None, ("<h1>503 Service Temporarily Unavailable</h1>", "text/html")),
    ),
    Variant(
        "503-until-a-date",
        "It is busy now and then, and says until when.",
        inside(busy_until_a_date),
    ),
    Variant(
        "431-as-a-page",
        "Something before it takes 4 KB for the headers.",
        inside(refusing_if(lambda headers: sum(map(len, headers.values())) > 4_096, 431)),
    ),
    Variant(
        "400-of-nginx-for-large-headers",
        "A proxy such as nginx takes headers of 4 KB, and says 400 to larger ones, as a page.",
        inside(refusing_if(lambda headers: sum(map(len, headers.values())) > 4_096, 400)),
    ),
    Variant(
        "400-as-a-page-for-headers-beyond-ascii",
        "A load balancer before it refuses bytes beyond ASCII in headers, as a page.",
        inside(refusing_if(lambda headers: not all(value.isascii() for value in headers.values()), 400)),
    ),
    Variant(
        "413-as-a-page-at-a-megabyte",
        "A proxy such as nginx takes bodies of a megabyte, and does not read larger ones.",
        inside(refusing_if(lambda headers: int(headers.get(b"content-length", b"0")) > 1_048_576, 413)),
    ),
    Variant(
        "405-of-an-application-behind-a-proxy-that-refuses-trace",
        "The application takes TRACE for a method that it has, the proxy before it does not.",
        other_methods(trace_is_listed),
    ),
    Variant("it-says-nothing-of-the-time", "It sends no Date, and its clock is right.", inside(without_date)),
    Variant(
        "a-call-that-no-cache-keeps",
        "It forbids caches to keep the response, and names other hosts in its headers.",
        call.headers(lambda _: {"Cache-Control": "private, no-store", "Vary": "Authorization", "Location": "/calls"}),
    ),
    Variant(
        "503-for-a-second",
        "It is busy now and then, and says for how long.",
        limited(503, "1", ({"message": "busy"}, "application/json")),
    ),
    Variant(
        "405-of-nginx-for-trace",
        "A proxy such as nginx refuses TRACE, as a page and without `Allow`.",
        other_methods(lambda method: HTMLResponse("<h1>405 Not Allowed</h1>", 405) if method == "TRACE" else None),
    ),
    Variant(
        "406-for-what-is-not-json",
        "It answers 406 if JSON is not accepted.",
        inside(refusing_if(lambda headers: not accepts_json(headers), 406)),
    ),
    Variant(
        "415-for-a-charset",
        "It answers 415 to a charset that it does not know, as Express does.",
        inside(refusing_if(lambda headers: odd_charset(headers), 415)),
    ),
    Variant(
        "406-for-an-empty-accept",
        "It takes an empty Accept for one that allows nothing, as Django REST framework does.",
        inside(refusing_if(without_empty_accept, 406)),
    ),
    Variant(
        "400-for-what-is-no-bearer-token",
        "It says 400 to an Authorization header that is malformed, as Hono does (RFC 6750, section 3.1).",
        inside(refusing_if(no_bearer, 400)),
    ),
    Variant(
        "414-for-a-path-of-150-characters",
        "It takes short paths, as Fastify does.",
        inside(long_paths_are_too_long),
        requests=None,
    ),
    Variant(
        "a-gateway-60-s-ahead",
        "The clock of the gateway before it is a minute ahead, as its Date says; its own is right.",
        gateway_clock_off(60),
        with_its_own_date,
    ),
    Variant(
        "403-of-a-firewall",
        "A firewall before it blocks what looks like an injection, with a page of its own.",
        inside(blocks_injections),
    ),
    Variant("a-clock-50-s-ahead", "Its clock is 50 seconds ahead, as its Date says.", clock_off(50), with_its_own_date),
    Variant(
        "a-clock-100-s-behind",
        "Its clock is 100 seconds behind, as its Date says.",
        clock_off(-100),
        with_its_own_date,
    ),
)
