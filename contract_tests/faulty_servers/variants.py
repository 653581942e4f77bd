"""Correct servers that are unlike the reference server: nothing that they do may be held against them."""

import asyncio
import gzip
import itertools
import json
import secrets
import time
import uuid
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from email.utils import formatdate
from typing import Any

import jwt
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from contract_tests.faulty_servers.asgi import Answer
from contract_tests.faulty_servers.changes import (
    also_refuses,
    calls_changed,
    error_status,
    errors,
    full_calls_with,
    inside,
    mapped,
    response,
    set_to,
    steps,
    texts,
    values,
    with_memory,
)
from contract_tests.faulty_servers.defects_of_http import limited
from contract_tests.faulty_servers.defects_of_tokens import claims, token_claims, with_headers
from contract_tests.faulty_servers.entries import Build, Variant
from contract_tests.faulty_servers.full_call import full_call
from contract_tests.faulty_servers.lines import with_its_own_date, writes
from contract_tests.reference_server import authentication, calls, reading, replies, validation
from contract_tests.reference_server.app import create_app
from contract_tests.reference_server.replies import Refusal
from contract_tests.reference_server.server_settings import Agent, Settings
from scripts.contract.document import JsonObject

REQUIRED = ("call_type", "access_token", "call_id", "agent_id", "agent_version", "call_status")
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
LENGTH = (b"content-length",)


def says(status: int, *, headers: dict[str, str] | None = None, **more: Any) -> Callable[[Refusal], Response]:
    """An answer to errors with another status, with more in its body and its headers."""

    def refuse(refusal: Refusal) -> Response:
        body = {"status": "error", "message": refusal.message, **more}
        return replies.json_response(status, body, {**(refusal.headers or {}), **(headers or {})})

    return refuse


def written(**options: Any) -> Build:
    """A server that writes its JSON otherwise."""

    def write(status: int, body: JsonObject, headers: Mapping[str, str] | None = None) -> Response:
        content = json.dumps(body, allow_nan=False, **options)
        return Response(content, status, headers, media_type="application/json; charset=utf-8")

    def refuse(refusal: Refusal) -> Response:
        refused = write(refusal.status, {"message": refusal.message, "status": "error"})
        refused.headers.update(refusal.headers or {})
        return refused

    return steps(answer=lambda call: write(201, call), refuse=refuse)


def limits(retry_after: Callable[[], str | None]) -> Build:
    """A server whose rate limit is reached now and then, three times in all."""

    def counted() -> dict[str, Any]:
        numbers = itertools.count(1)

        def authenticate(request: Request, settings: Settings) -> None:
            authentication.authenticate(request, settings)
            if next(numbers) in (9, 70, 150):
                after = retry_after()
                raise Refusal(429, "Too many requests, slow down", {} if after is None else {"Retry-After": after})

        return {"authenticate": authenticate}

    return with_memory(counted)


def other_methods(answer: Callable[[str], Response | None]) -> Build:
    """A server with its own answer to some methods other than POST."""

    def wrap(app: ASGIApp) -> ASGIApp:
        async def answering(scope: Scope, receive: Receive, send: Send) -> None:
            other = scope["type"] == "http" and scope["method"] != "POST" and scope["path"].endswith("create-web-call")
            own = answer(scope["method"]) if other else None
            await (app if own is None else own)(scope, receive, send)

        return answering

    return inside(wrap)


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


def in_parts(app: ASGIApp) -> ASGIApp:
    """Sends answers in parts, without saying how long they are."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_in_parts(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [header for header in message["headers"] if header[0] not in LENGTH]
                await send({**message, "headers": headers})
                return
            body = message.get("body", b"")
            for start in range(0, len(body), 100):
                part = body[start : start + 100]
                await send({"type": "http.response.body", "body": part, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": message.get("more_body", False)})

        await app(scope, receive, send_in_parts)

    return wrapped


def waits(seconds: float) -> Callable[[ASGIApp], ASGIApp]:
    """Makes a middleware that takes its time."""

    def wrap(app: ASGIApp) -> ASGIApp:
        async def waiting(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http":
                await asyncio.sleep(seconds)
            await app(scope, receive, send)

        return waiting

    return wrap


def wakes_up() -> dict[str, Any]:
    """Takes two seconds for the first request, as what was scaled down to nothing does."""
    asleep = [True]

    async def read_body(request: Request, settings: Settings) -> bytes:
        if asleep:
            asleep.clear()
            await asyncio.sleep(2)
        return await reading.read_body(request, settings)

    return {"read_body": read_body}


def zipped(call: JsonObject) -> Response:
    """The call as gzip, which the client asked for."""
    said = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(gzip.compress(bytes(replies.answer(call).body)), 201, said, media_type="application/json")


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


def with_room(call_id: str, settings: Settings) -> str:
    """A token whose room is named without regard to the call's id."""
    own = claims(call_id, settings)
    own["video"] = {"roomJoin": True, "room": f"room-{secrets.token_hex(8)}", "canPublish": True}
    return jwt.encode(own, settings.token_secret, "HS256", {"kid": "key-1"})


def new_versions() -> dict[str, Any]:
    """Publishes a new version of the agent now and then. Those before remain."""
    asked = itertools.count()

    def find_agent(body: JsonObject, settings: Settings) -> Agent:
        latest = 2 + next(asked) // 40
        agent_id = calls.find_agent({"agent_id": body["agent_id"]}, settings).agent_id
        version = body.get("agent_version", "latest")
        version = latest if version in ("latest", "latest_published") else version
        if version not in range(latest + 1):
            raise Refusal(422, "Cannot find requested asset under given api key")
        return Agent(agent_id, int(version))

    return {"find_agent": find_agent}


def one_version(body: JsonObject, settings: Settings) -> Agent:
    """Knows one version of the agent, and no earlier one."""
    agent = calls.find_agent(body, settings)
    if agent.version != 2:
        raise Refusal(422, "Cannot find requested asset under given api key")
    return agent


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


def as_floats(call: JsonObject) -> JsonObject:
    """The call with the whole numbers in its metadata written as fractions, as stores with one kind of number do."""
    if "metadata" not in call:
        return call
    return {**call, "metadata": mapped(call["metadata"], lambda value: float(value) if type(value) is int else value)}


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


def closes_silently(answer: Answer) -> bytes:
    """The whole answer; the connection ends behind it without a word."""
    return answer.whole()


def until_the_end(answer: Answer) -> bytes:
    """The answer as HTTP/1.0 has it, as long as the connection lasts."""
    return answer.head(without=LENGTH, version=b"HTTP/1.0") + answer.content()


def with_trailers(answer: Answer) -> bytes:
    """Chunks with extensions, and trailers behind them."""
    if answer.method == "HEAD":
        return answer.head()
    head = answer.head(b"Transfer-Encoding: chunked", b"Trailer: Server-Timing", without=LENGTH)
    body = b"%x;name=value\r\n%s\r\n" % (len(answer.body), answer.body) if answer.body else b""
    return head + body + b"0\r\nServer-Timing: total;dur=1\r\n\r\n"


def with_a_hint(answer: Answer) -> bytes:
    """The answer after one of those that HTTP calls informational."""
    return b"HTTP/1.1 103 Early Hints\r\nLink: </docs>; rel=help\r\n\r\n" + answer.whole()


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


def clock_off(seconds: int) -> Build:
    """A server whose clock is off: its tokens and its `Date` agree with each other."""

    def shift(claim: JsonObject, _: float) -> None:
        for name in ("nbf", "exp"):
            claim[name] += seconds

    def dated(app: ASGIApp) -> ASGIApp:
        async def telling(scope: Scope, receive: Receive, send: Send) -> None:
            async def with_date(message: Message) -> None:
                if message["type"] == "http.response.start":
                    date = formatdate(time.time() + seconds, usegmt=True).encode()
                    kept = [each for each in message.get("headers", ()) if each[0].lower() != b"date"]
                    message = {**message, "headers": [*kept, (b"date", date)]}
                await send(message)

            await app(scope, receive, with_date)

        return telling

    return inside(dated, token_claims(shift))


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
    Variant("the-reference-server", "Nothing: it is the reference server itself.", create_app),
    # ---- what is in an answer
    Variant(
        "more-fields",
        "It has fields that nobody documented, at every depth.",
        calls_changed(
            lambda call: {
                **mapped(
                    full_call(call),
                    lambda value: (
                        {**value, "new_field": {"a": [1]}}
                        if isinstance(value, dict) and value.keys() & {"role", "p50", "product", "call_summary"}
                        else value
                    ),
                ),
                "call_type_version": 3,
                "new": None,
                "org": {"id": 1},
            }
        ),
    ),
    Variant(
        "more-headers",
        "It has headers that nobody documented, cookies among them.",
        steps(
            answer=lambda call: replies.json_response(
                201,
                call,
                {
                    "X-Request-Id": uuid.uuid4().hex,
                    "Set-Cookie": "lb=a1; Path=/; HttpOnly",
                    "Location": f"/v2/get-call/{call['call_id']}",
                    "Server-Timing": "db;dur=1",
                    "X-RateLimit-Remaining": "99",
                },
            )
        ),
    ),
    Variant(
        "more-in-errors",
        "Its errors have a code and details too.",
        steps(
            refuse=lambda refusal: says(
                refusal.status, code="invalid", details=[{"path": "/agent_id"}], headers={"X-Request-Id": "1"}
            )(refusal)
        ),
    ),
    Variant(
        "only-what-is-required",
        "It sends the required fields, and returns what it was given.",
        calls_changed(lambda call: {name: value for name, value in call.items() if name in (*REQUIRED, *calls.ECHOED)}),
    ),
    Variant("everything-that-is-documented", "It sends every field of the page's example.", calls_changed(full_call)),
    Variant(
        "empty-objects-for-what-is-absent",
        "It has {} where the request had no metadata and no variables.",
        calls_changed(
            lambda call: {"metadata": {}, "retell_llm_dynamic_variables": {}, "collected_dynamic_variables": {}, **call}
        ),
    ),
    Variant(
        "a-null-storage-setting",
        "Its data_storage_setting is null, which the contract allows.",
        calls_changed(lambda call: {**call, "data_storage_setting": None, "transfer_destination": None}),
    ),
    Variant(
        "overrides-do-not-show",
        "It keeps to the agent's own settings in what it shows.",
        steps(
            register=lambda body, agent, call_id, token: calls.register(
                {name: value for name, value in body.items() if name != "agent_override"}, agent, call_id, token
            )
        ),
    ),
    Variant(
        "new-versions-of-the-agent",
        "It takes the latest version of an agent that is published anew all the time.",
        with_memory(new_versions),
    ),
    Variant("one-version-of-the-agent", "It knows no earlier version of the agent.", steps(find_agent=one_version)),
    Variant("ids-are-uuids", "Its ids have another form.", steps(new_call_id=lambda: str(uuid.uuid4()).upper())),
    # ---- how an answer is written
    Variant(
        "another-order", "It writes names in another order.", calls_changed(lambda call: dict(reversed(call.items())))
    ),
    Variant(
        "escaped-and-indented",
        "It escapes everything but ASCII, and indents, and says a charset.",
        written(indent=2, sort_keys=True),
    ),
    Variant(
        "whole-numbers-as-fractions",
        "It writes 4711 in metadata as 4711.0, which JSON takes for the same.",
        calls_changed(as_floats),
    ),
    Variant(
        "another-content-type",
        "It writes the content type in other letters, with a parameter.",
        steps(answer=lambda call: response(201, replies.answer(call).body, 'Application/JSON;charset="UTF-8"')),
    ),
    Variant("zipped", "It sends gzip, since it was told that it may.", steps(answer=zipped)),
    Variant("in-chunks", "It sends answers in parts, and does not say how long they are.", inside(in_parts)),
    Variant(
        "chunks-with-trailers",
        "Its chunks have extensions, and trailers behind them.",
        create_app,
        writes(with_trailers, keep=True),
    ),
    Variant("a-hint-before-the-answer", "It sends 103 before each answer.", create_app, writes(with_a_hint, keep=True)),
    Variant(
        "a-connection-for-each-answer",
        "It closes the connection after each answer, and says so.",
        create_app,
        writes(lambda answer: answer.head(b"Connection: close") + answer.content()),
    ),
    Variant(
        "a-connection-ends-silently",
        "It closes the connection after each answer, and does not say so.",
        create_app,
        writes(closes_silently),
    ),
    Variant(
        "as-long-as-the-connection",
        "It speaks HTTP/1.0: an answer ends where the connection ends.",
        create_app,
        writes(until_the_end),
    ),
    Variant(
        "small-letters-in-headers",
        "It writes no reason behind the status, and names of headers in capitals.",
        create_app,
        writes(
            lambda answer: (
                b"HTTP/1.1 %d \r\n" % answer.status
                + b"".join(name.upper() + b":" + value + b"\r\n" for name, value in answer.headers)
                + b"\r\n"
                + answer.content()
            ),
            keep=True,
        ),
    ),
    # ---- how long an answer takes
    Variant("it-takes-200-ms", "It takes 200 ms for each answer.", inside(waits(0.2)), requests=20, cases=1),
    Variant("it-has-to-wake-up", "It takes two seconds for its first answer.", with_memory(wakes_up)),
    Variant(
        "now-and-then-429-with-seconds",
        "It limits how fast it is asked, and says for how long in seconds.",
        limits(lambda: "1"),
    ),
    Variant(
        "now-and-then-429-with-a-date",
        "It limits how fast it is asked, and says until when.",
        limits(lambda: formatdate(time.time() + 1, usegmt=True)),
    ),
    Variant(
        "now-and-then-429-without-a-word",
        "It limits how fast it is asked, and does not say for how long.",
        limits(lambda: None),
    ),
    # ---- tokens
    Variant("opaque-tokens", "Its tokens are random text.", steps(issue_token=lambda *_: secrets.token_urlsafe(24))),
    Variant(
        "opaque-tokens-with-dots",
        "Its tokens have three parts and are no JSON web tokens.",
        steps(issue_token=lambda *_: ".".join(secrets.token_hex(8) for _ in range(3))),
    ),
    Variant(
        "tokens-without-expiry",
        "Its tokens do not say when they expire.",
        token_claims(lambda claim, _: claim.pop("exp", None) and None),
    ),
    Variant(
        "tokens-with-other-rooms", "Its tokens name rooms in another way than calls.", steps(issue_token=with_room)
    ),
    Variant(
        "tokens-for-a-day",
        "Its tokens are valid for a day.",
        token_claims(lambda claim, now: claim.update(exp=int(now) + 86_400, iat=int(now), jti=secrets.token_hex(4))),
    ),
    # ---- refusals
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
    # ---- what the contract announces
    Variant(
        "an-utterance-of-a-new-role",
        "It says assistant, as an API that grows may.",
        full_calls_with("transcript_object/0/role", "assistant"),
    ),
    Variant(
        "a-transcript-item-of-a-new-kind",
        "It says hold.",
        full_calls_with("transcript_with_tool_calls/0", {"role": "hold", "name": "end"}),
    ),
    Variant("a-new-disconnection-reason", "It says timeout.", full_calls_with("disconnection_reason", "timeout")),
    # ---- what stands before the application
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
        with_headers(lambda _: {"Cache-Control": "private, no-store", "Vary": "Authorization", "Location": "/calls"}),
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
    Variant("a-clock-50-s-ahead", "Its clock is 50 seconds ahead, as its Date says.", clock_off(50), with_its_own_date),
    Variant(
        "a-clock-100-s-behind",
        "Its clock is 100 seconds behind, as its Date says.",
        clock_off(-100),
        with_its_own_date,
    ),
)
