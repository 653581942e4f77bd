"""Correct servers whose answers are unlike the reference server's: in content, form, time or token."""

import asyncio
import gzip
import itertools
import json
import secrets
import time
import uuid
from collections.abc import Callable, Mapping
from email.utils import formatdate
from typing import Any

import jwt
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mutants.asgi import Answer
from mutants.changes import (
    calls_changed,
    full_calls_with,
    inside,
    mapped,
    response,
    steps,
    what_is_required,
    with_memory,
)
from mutants.entries import Build, Variant
from mutants.full_call import full_call
from mutants.lines import writes
from mutants.mutants_of_tokens import claims, token_claims
from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import authentication, calls, reading, replies
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.replies import Refusal
from retell_conformance.reference_server.server_settings import Agent, Settings

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


def with_room(call_id: str, settings: Settings) -> str:
    """A token whose room is named without regard to the call's id."""
    own = claims(call_id, settings)
    own["video"] = {"roomJoin": True, "room": f"room-{secrets.token_hex(8)}", "canPublish": True}
    return jwt.encode(own, settings.token_secret, "HS256", {"kid": "key-1"})


def without_expiry(call_id: str, settings: Settings) -> str:
    """Return a token that does not say when it expires."""
    own = claims(call_id, settings)
    del own["exp"]
    return jwt.encode(own, settings.token_secret, "HS256")


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


def as_floats(call: JsonObject) -> JsonObject:
    """The call with the whole numbers in its metadata written as fractions, as stores with one kind of number do."""
    if "metadata" not in call:
        return call
    return {**call, "metadata": mapped(call["metadata"], lambda value: float(value) if type(value) is int else value)}


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
        calls_changed(what_is_required),
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
        steps(issue_token=without_expiry),
    ),
    Variant(
        "tokens-with-other-rooms", "Its tokens name rooms in another way than calls.", steps(issue_token=with_room)
    ),
    Variant(
        "tokens-for-a-day",
        "Its tokens are valid for a day.",
        token_claims(lambda _, now: {"exp": now + 86_400, "iat": now, "jti": secrets.token_hex(4)}),
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
)
