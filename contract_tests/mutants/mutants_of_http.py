"""Mutants of HTTP and of the bytes of JSON: wrong lengths, invalid JSON, redirects, methods and content types."""

import asyncio
import gzip
import itertools
import json
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Scope

from mutants.request import NOT_JSON, accepts_type, reads_text_as
from mutants.response import JSON, LENGTH, Error, call, changes_headers, plain, sends
from mutants.serve import Answer, Write, by_hand, write_whole
from mutants.steps import changing_starts, every, inside, instead, steps, when
from mutants.tables import TOO_SLOW, Build, Server, Table
from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import reading, responses
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.behaviour import Behaviour
from retell_conformance.reference_server.responses import Rejection
from retell_conformance.reference_server.server_settings import Settings

PROPERTY = b'"call_type"'
ELSEWHERE = "https://b.example.com/v2/create-web-call"


def limited(status: int, retry_after: str | None, *content: Any) -> Build:
    """Reject the sixth call as if by a rate limit.

    Args:
        content: The body and its content type; default: the usual error body.
    """

    def reject(_: JsonObject) -> Response:
        rejection = plain(status, *content) if content else responses.reject(Rejection(status, "Too many requests"))
        if retry_after is not None:
            rejection.headers["Retry-After"] = retry_after
        return rejection

    return when(lambda count: count == 6, "answer", reject)


def _length(change: Callable[[Answer], int]) -> Callable[[Answer], bytes]:
    return lambda answer: answer.head(b"Content-Length: %d" % change(answer), without=LENGTH) + answer.content()


def _chunks(answer: Answer, *headers: bytes) -> bytes:
    return answer.head(*headers, without=LENGTH) + answer.chunked()


def _slow_at_20th() -> Write:
    numbers = itertools.count(1)

    async def write(answer: Answer, writer: asyncio.StreamWriter) -> bool:
        if next(numbers) != 20:
            return await write_whole(answer, writer)
        for byte in answer.whole()[:11]:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(TOO_SLOW / 11)
        writer.write(answer.whole()[11:])
        return True

    return write


def _responds_to(method: str, respond: Callable[[], Response]) -> Build:
    return instead(lambda scope: respond() if scope["method"] == method else None)


def _registers_by(method: str, status: int) -> Build:
    """Register a call of the first agent by another method, without reading a body."""

    def register() -> Response:
        behaviour, settings = Behaviour(), Settings()
        call_id = behaviour.new_call_id()
        token = behaviour.issue_token(call_id, settings)
        body = {"agent_id": settings.agent_id}
        registered = behaviour.register(body, behaviour.find_agent(body, settings), call_id, token)
        return responses.json_response(status, registered)

    return _responds_to(method, register)


def _allows(methods: bytes) -> Build:
    return changes_headers(lambda headers: headers.update({b"allow": methods}), 405)


def _allows_what_it_rejects(app: ASGIApp) -> ASGIApp:
    def change(scope: Scope, status: int, headers: dict[bytes, bytes]) -> None:
        if status == 405:
            headers[b"allow"] = b"POST, PUT, PATCH, DELETE" if scope["method"] == "GET" else b"POST, GET"

    return changing_starts(app, change)


def _with_property(more: bytes) -> Build:
    return call.write(lambda body: body.replace(PROPERTY, more + b"," + PROPERTY))


def _first_value(content: bytes) -> Any:
    try:
        return json.JSONDecoder().raw_decode(content.decode())[0]
    except (ValueError, RecursionError) as error:
        raise NOT_JSON from error


async def _body_by_length(request: Request, _: Settings) -> bytes:
    return (await request.body())[: int(request.headers.get("content-length", 0))]


def _empty_object(content: bytes) -> Any:
    return reading.read_json(content) if content else {"agent_id": Settings().agent_id}


MUTANTS: Table = {
    "an_answer_is_framed_as_it_says": {
        "has a Content-Length that is too short": sends(_length(lambda answer: len(answer.body) - 10)),
        "writes a line break after the body": sends(lambda answer: answer.whole() + b"\r\n\r\n"),
        "does not write the last chunk": sends(lambda answer: _chunks(answer, b"Transfer-Encoding: chunked")),
    },
    "every_body_is_strict_json": {
        "counts characters in Content-Length": sends(_length(lambda answer: len(answer.body.decode())), keep=True),
        "writes chunks without Transfer-Encoding": sends(lambda answer: _chunks(answer) + b"0\r\n\r\n"),
        "sends gzip without Content-Encoding": call.write(gzip.compress),
        "writes a byte order mark before a call": call.write(lambda body: b"\xef\xbb\xbf" + body),
        "writes a call in UTF-16": call.write(lambda body: body.decode().encode("utf-16")),
        "writes NaN in a call": _with_property(b'"latency":{"e2e":{"p50":NaN}}'),
        "writes a call in single quotes": call.write(lambda body: repr(json.loads(body)).encode()),
        "writes call_status twice": call.write(lambda body: body[:-1] + b',"call_status":"ended"}'),
        "writes a warning first, as PHP does": call.write(lambda body: b"<br />\n<b>Warning</b><br />\n" + body),
        "writes a line break in a text without an escape": _with_property(b'"transcript":"one\ntwo"'),
        "writes half a surrogate pair": _with_property(b'"transcript":"\\ud83d"'),
    },
    "every_request_is_answered_without_a_server_error": {
        "closes the connection within every 20th body": sends(lambda answer: answer.whole()[:-20], every=20),
        "closes the connection in place of every 20th response": sends(lambda _: b"", every=20),
        "leaves the version out of every 20th status line": sends(
            lambda answer: answer.whole().removeprefix(b"HTTP/1.1 "), every=20
        ),
        "says gzip and sends JSON": changes_headers(lambda headers: headers.update({b"content-encoding": b"gzip"})),
        "rejects every 20th call with 503 and says no time": every(
            20, "answer", lambda _: responses.reject(Rejection(503, "Too many requests"))
        ),
    },
    "an_answer_to_head_has_no_body": {
        "writes a body in response to HEAD": sends(lambda answer: answer.head() + answer.body, keep=True),
    },
    "every_answer_comes_in_time": {"writes some responses byte by byte": Server(create_app, by_hand(_slow_at_20th))},
    "a_method_without_a_body_registers_nothing": {
        "registers a call for GET with 200": _registers_by("GET", 200),
        "registers a call for HEAD": _registers_by("HEAD", 201),
    },
    "another_method_is_refused": {
        "registers a call for PATCH with 200": _registers_by("PATCH", 200),
        "sends 405 without Allow": changes_headers(lambda headers: headers.pop(b"allow"), 405),
        "allows POSTS in 405": _allows(b"POSTS"),
        "allows GET in 405 and rejects it": inside(_allows_what_it_rejects),
        "allows the rejected method in 405": _allows(b"GET, PUT, POST"),
    },
    "no_answer_redirects": {
        "redirects GET to a page": _responds_to("GET", lambda: RedirectResponse("/docs", 302)),
        "redirects every 30th call to another server": every(30, "answer", lambda _: RedirectResponse(ELSEWHERE, 302)),
        "redirects a request without a key to a page": Error(401).respond(lambda _: RedirectResponse("/login", 303)),
    },
    "every_status_is_documented": {"sends 302 without Location": call.respond(lambda _: Response(None, 302))},
    "a_request_without_json_is_refused": {
        "takes text/plain for JSON": accepts_type(
            lambda value: value.partition(";")[0].lower() in (JSON, "text/plain")
        ),
    },
    "a_body_of_another_content_type_is_refused": {
        "takes any content type for JSON": accepts_type(lambda _: True),
        "takes a content type that starts with application/json for JSON": accepts_type(
            lambda value: value.lower().startswith(JSON)
        ),
    },
    "a_content_type_with_a_charset_is_json": {
        "rejects a content type with a charset": accepts_type(lambda value: value.lower() == JSON),
    },
    "a_valid_request_is_served": {
        "requires a charset": Server(accepts_type(lambda value: "charset" in value), chosen=True),
    },
    "every_retry_after_says_when": {"has a word for Retry-After": limited(429, "soon")},
    "a_body_that_is_no_json_object_is_refused": {"reads the first JSON value alone": steps(read_json=_first_value)},
    "a_chunked_body_is_served": {"takes a body in chunks for an empty one": steps(read_body=_body_by_length)},
    "a_request_without_a_body_is_refused": {"takes a missing body for an empty object": steps(read_json=_empty_object)},
}
# An RFC allows a server to do this: the check must report it as a note, not as a failure.
NOTES: Table = {
    "a_body_that_is_no_json_object_is_refused": {
        "reads trailing commas, as in JSON5": reads_text_as(lambda text: text.replace(",}", "}").replace(",]", "]")),
    },
    "a_number_that_is_not_json_is_refused": {
        "reads NaN for a number": reads_text_as(lambda text: text.replace("NaN", "1").replace("Infinity", "1")),
    },
    "a_body_of_another_content_type_is_refused": {
        "reads a body with an empty content type": accepts_type(lambda value: value in ("", JSON)),
    },
}
