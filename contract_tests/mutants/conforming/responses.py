"""Correct servers whose responses differ from those of the reference server."""

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

from mutants.json_changes import mapped, without
from mutants.mutants_of_tokens import claims, token_claims
from mutants.request import UNKNOWN_AGENT
from mutants.response import LENGTH, call, full, full_call, sends, what_is_required
from mutants.serve import Answer
from mutants.steps import Steps, delayed, fresh, inside, rejects_if, steps, waiting, when
from mutants.tables import Build, Rows, Server
from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import authentication, calls, responses
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.responses import Rejection
from retell_conformance.reference_server.server_settings import Agent, Settings

MORE_HEADERS = {
    "X-Request-Id": "7f3a",
    "Set-Cookie": "lb=a1; Path=/; HttpOnly",
    "Server-Timing": "db;dur=1",
    "X-RateLimit-Remaining": "99",
}
DAY = 86_400


def _more(value: Any) -> Any:
    """Return an object of certain schemas with an undocumented property, other values unchanged."""
    known = isinstance(value, dict) and value.keys() & {"role", "p50", "product", "call_summary"}
    return {**value, "new_field": {"a": [1]}} if known else value


def _errors_with_more(rejection: Rejection) -> Response:
    body = {"status": "error", "message": rejection.message, "code": "invalid", "details": [{"path": "/agent_id"}]}
    return responses.json_response(rejection.status, body, {**(rejection.headers or {}), "X-Request-Id": "1"})


def _written(**options: Any) -> Build:
    """Write JSON with other options."""

    def write(status: int, body: JsonObject, headers: Mapping[str, str] | None = None) -> Response:
        content = json.dumps(body, allow_nan=False, **options)
        return Response(content, status, headers, media_type="application/json; charset=utf-8")

    return steps(
        answer=lambda own: write(201, own),
        reject=lambda rejection: write(
            rejection.status, {"message": rejection.message, "status": "error"}, rejection.headers
        ),
    )


def _limits(retry_after: Callable[[], str | None]) -> Build:
    """Reject three requests as if by a rate limit."""

    def authenticate(request: Request, settings: Settings) -> None:
        authentication.authenticate(request, settings)
        after = retry_after()
        raise Rejection(429, "Too many requests, slow down", {} if after is None else {"Retry-After": after})

    return when(lambda count: count in (9, 70, 150), "authenticate", authenticate)


def _in_parts(app: ASGIApp) -> ASGIApp:
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


def _zipped(own: JsonObject) -> Response:
    said = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(gzip.compress(bytes(responses.answer(own).body)), 201, said, media_type="application/json")


def _token_of_another_room(call_id: str, settings: Settings) -> str:
    video = {"roomJoin": True, "room": f"room-{secrets.token_hex(8)}", "canPublish": True}
    return jwt.encode(claims(call_id, settings) | {"video": video}, settings.token_secret, "HS256", {"kid": "key-1"})


def _token_without_expiry(call_id: str, settings: Settings) -> str:
    return jwt.encode(without("exp")(claims(call_id, settings)), settings.token_secret, "HS256")


def _publishes_versions() -> Steps:
    numbers = itertools.count()

    def find_agent(body: JsonObject, settings: Settings) -> Agent:
        latest = 2 + next(numbers) // 40
        agent_id = calls.find_agent({"agent_id": body["agent_id"]}, settings).agent_id
        version = body.get("agent_version", "latest")
        version = latest if version in ("latest", "latest_published") else version
        if version not in range(latest + 1):
            raise UNKNOWN_AGENT
        return Agent(agent_id, int(version))

    return {"find_agent": find_agent}


def _edits_the_agent() -> Steps:
    registered = itertools.count()

    def register(body: JsonObject, agent: Agent, call_id: str, access_token: str) -> JsonObject:
        call = calls.register(body, agent, call_id, access_token)
        own = {"opt_in_signed_url": next(registered) % 2 == 1}
        return call if "agent_override" in body else {**call, **own}

    return {"register": register}


def _as_floats(own: JsonObject) -> JsonObject:
    if "metadata" not in own:
        return own
    return own | {"metadata": mapped(own["metadata"], lambda value: float(value) if type(value) is int else value)}


def _closing(answer: Answer) -> bytes:
    return answer.head(b"Connection: close") + answer.content()


def _with_trailers(answer: Answer) -> bytes:
    if answer.method == "HEAD":
        return answer.head()
    head = answer.head(b"Transfer-Encoding: chunked", b"Trailer: Server-Timing", without=LENGTH)
    body = b"%x;name=value\r\n%s\r\n" % (len(answer.body), answer.body) if answer.body else b""
    return head + body + b"0\r\nServer-Timing: total;dur=1\r\n\r\n"


def _with_a_hint(answer: Answer) -> bytes:
    return b"HTTP/1.1 103 Early Hints\r\nLink: </docs>; rel=help\r\n\r\n" + answer.whole()


def _capital_headers(answer: Answer) -> bytes:
    headers = b"".join(name.upper() + b":" + value + b"\r\n" for name, value in answer.headers)
    return b"HTTP/1.1 %d \r\n" % answer.status + headers + b"\r\n" + answer.content()


CONFORMING: Rows = {
    "is the reference server": create_app,
    # ---- the content ----
    "has undocumented properties, at every depth": call.change(
        lambda own: {**mapped(full_call(own), _more), "call_type_version": 3, "new": None, "org": {"id": 1}}
    ),
    "has undocumented headers, with a cookie and the path of the call": call.headers(
        lambda own: MORE_HEADERS | {"Location": f"/v2/get-call/{own['call_id']}"}
    ),
    "has a code and details in errors": steps(reject=_errors_with_more),
    "has the required properties and the request's own": call.change(what_is_required),
    "has every documented property": call.change(full_call),
    "has empty objects for missing metadata and variables": call.change(
        lambda own: {"metadata": {}, "retell_llm_dynamic_variables": {}, "collected_dynamic_variables": {}, **own}
    ),
    "has null where the contract allows it": call.update(data_storage_setting=None, transfer_destination=None),
    "shows the agent's own settings in place of overrides": steps(
        register=lambda body, *rest: calls.register(without("agent_override")(body), *rest)
    ),
    "publishes a new version of the agent all the time": fresh(_publishes_versions),
    "has an agent that is edited from call to call": fresh(_edits_the_agent),
    "knows one version of the agent": rejects_if(
        "find_agent", lambda body: body.get("agent_version", 2) not in (2, "latest", "latest_published"), UNKNOWN_AGENT
    ),
    "has UUIDs for the ids of calls": steps(new_call_id=lambda: str(uuid.uuid4()).upper()),
    # ---- the form ----
    "writes properties in another order": call.change(lambda own: dict(reversed(own.items()))),
    "escapes all but ASCII, indents, and says a charset": _written(indent=2, sort_keys=True),
    "writes whole numbers in metadata as fractions": call.change(_as_floats),
    "writes the content type in capitals, with a charset": call.send(content_type='Application/JSON;charset="UTF-8"'),
    "sends gzip": call.respond(_zipped),
    "sends responses in chunks": inside(_in_parts),
    "sends chunks with extensions and trailers": sends(_with_trailers, keep=True),
    "sends 103 before each response": sends(_with_a_hint, keep=True),
    "closes the connection after each response and says so": sends(_closing),
    "closes the connection after each response and does not say so": sends(lambda answer: answer.whole()),
    "speaks HTTP/1.0, where the connection ends with the response": sends(
        lambda answer: answer.head(without=LENGTH, version=b"HTTP/1.0") + answer.content()
    ),
    "writes no reason after the status, and names of headers in capitals": sends(_capital_headers, keep=True),
    # ---- the time ----
    "waits 200 ms before each response": Server(inside(lambda app: waiting(app, 0.2)), requests=20, cases=1),
    "waits two seconds before its first response": when(lambda count: count == 1, "read_body", delayed(2)),
    "rejects with 429 now and then for a second": _limits(lambda: "1"),
    "rejects with 429 now and then until a date": _limits(lambda: formatdate(time.time() + 1, usegmt=True)),
    "rejects with 429 now and then, without Retry-After": _limits(lambda: None),
    # ---- the token ----
    "issues opaque tokens": steps(issue_token=lambda *_: secrets.token_urlsafe(24)),
    "issues opaque tokens in three parts": steps(
        issue_token=lambda *_: ".".join(secrets.token_hex(8) for _ in range(3))
    ),
    "issues tokens without an expiry": steps(issue_token=_token_without_expiry),
    "issues tokens for rooms that are named otherwise than calls": steps(issue_token=_token_of_another_room),
    "issues tokens for a day": token_claims(lambda _, now: {"exp": now + DAY, "iat": now, "jti": secrets.token_hex(4)}),
    # ---- what the contract announces ----
    "has a new role of an utterance": full.set("transcript_object/0/role", "assistant"),
    "has a new kind of transcript item": full.set("transcript_with_tool_calls/0", {"role": "hold", "name": "end"}),
    "has a new disconnection_reason": full.set("disconnection_reason", "timeout"),
}
