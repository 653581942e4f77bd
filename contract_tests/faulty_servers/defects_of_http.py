"""Defects of HTTP and of JSON as bytes: answers that are framed wrongly, that are no JSON, or that lead elsewhere."""

import asyncio
import gzip
import itertools
import json
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from contract_tests.faulty_servers.asgi import Answer
from contract_tests.faulty_servers.changes import (
    Build,
    call_bytes,
    errors,
    inside,
    response,
    steps,
    with_memory,
)
from contract_tests.faulty_servers.entries import Defect
from contract_tests.faulty_servers.lines import by_hand, writes
from contract_tests.faulty_servers.wires import Write, write_whole
from contract_tests.reference_server import reading, replies
from contract_tests.reference_server.app import create_app
from contract_tests.reference_server.behaviour import Behaviour
from contract_tests.reference_server.replies import Refusal
from contract_tests.reference_server.server_settings import Settings
from scripts.contract.document import JsonObject

FRAMED = "an_answer_is_framed_as_it_says"
ANSWERED = "every_request_is_answered_without_a_server_error"
JSON = "every_body_is_strict_json"
METHOD = "another_method_is_refused"
REDIRECT = "no_answer_redirects"
IN_TIME = "every_answer_comes_in_time"
TYPES = "a_body_of_another_content_type_is_refused"
SERVED = "a_valid_request_is_served"
AS_HTTP_SAYS = "a_content_type_with_a_charset_is_json"
LENGTH = (b"content-length",)


def length(change: Callable[[int], int]) -> Callable[[Answer], bytes]:
    """The answer with a Content-Length that is wrong."""
    return lambda answer: (
        answer.head(b"Content-Length: %d" % change(len(answer.body)), without=LENGTH) + answer.content()
    )


def slowly() -> Write:
    """Makes a writer that writes one answer byte by byte."""
    numbers = itertools.count(1)

    async def write(answer: Answer, writer: asyncio.StreamWriter) -> bool:
        if next(numbers) != 20:
            return await write_whole(answer, writer)
        for byte in answer.whole()[:11]:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(1)
        writer.write(answer.whole()[11:])
        return True

    return write


def answers_method(method: str, build: Callable[[], Response]) -> Callable[[ASGIApp], ASGIApp]:
    """Makes a middleware with its own answer to a method."""

    def wrap(app: ASGIApp) -> ASGIApp:
        async def answering(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http" and scope["method"] == method:
                await build()(scope, receive, send)
            else:
                await app(scope, receive, send)

        return answering

    return wrap


def takes_method(method: str, status: int = 201) -> Build:
    """A server that registers calls under another method too, without a body to read."""
    return inside(answers_method(method, lambda: a_call(status)))


def a_call(status: int = 201) -> Response:
    """The answer that registers a call of the first agent."""
    behaviour, settings = Behaviour(), Settings()
    call_id = behaviour.new_call_id()
    token = behaviour.issue_token(call_id, settings)
    body = {"agent_id": settings.agent_id}
    return replies.json_response(status, behaviour.register(body, behaviour.find_agent(body, settings), call_id, token))


def headers(change: Callable[[dict[bytes, bytes]], None], is_meant: Callable[[int], bool] = lambda _: True) -> Build:
    """A server behind something that changes the headers of answers with some statuses."""

    def wrap(app: ASGIApp) -> ASGIApp:
        async def changing(scope: Scope, receive: Receive, send: Send) -> None:
            async def change_and_send(message: Message) -> None:
                if message["type"] == "http.response.start" and is_meant(message["status"]):
                    changed = dict(message["headers"])
                    change(changed)
                    message = {**message, "headers": list(changed.items())}
                await send(message)

            await app(scope, receive, change_and_send)

        return changing

    return inside(wrap)


def takes_type(*types: str) -> Build:
    """A server that takes other content types for JSON too."""

    def check(request: Request) -> None:
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in (
            *types,
            "application/json",
        ):
            raise Refusal(415, "The Content-Type must be application/json")

    return steps(check_media_type=check)


def takes_type_exactly(is_right: Callable[[str], bool]) -> Build:
    """A server with its own idea of how application/json is written."""

    def check(request: Request) -> None:
        if not is_right(request.headers.get("content-type", "")):
            raise Refusal(415, "The Content-Type must be application/json")

    return steps(check_media_type=check)


def limited(status: int, retry_after: str | None, body: Any = None) -> Build:
    """A server whose rate limit is reached once, after five calls."""

    def counted() -> dict[str, Any]:
        calls = [0]

        def answer(call: JsonObject) -> Response:
            calls[0] += 1
            if calls[0] != 6:
                return replies.answer(call)
            refused = replies.refuse(Refusal(status, "Too many requests")) if body is None else response(status, *body)
            if retry_after is not None:
                refused.headers["Retry-After"] = retry_after
            return refused

        return {"answer": answer}

    return with_memory(counted)


def mends(change: Callable[[str], str]) -> Callable[[bytes], Any]:
    """Makes a reader that mends a text before it reads it."""
    return lambda content: reading.read_json(change(content.decode("utf-8", "replace")).encode("utf-8", "replace"))


def reads_first_value(content: bytes) -> Any:
    """Reads a JSON value, and does not look at what follows."""
    try:
        return json.JSONDecoder().raw_decode(content.decode())[0]
    except (ValueError, RecursionError) as error:
        raise Refusal(400, "The body is not JSON") from error


def lenient(change: Callable[[str], str]) -> Build:
    """A server that mends a body before it reads it."""
    return steps(read_json=mends(change))


def zips(zip_up: Callable[[bytes], bytes], encoding: str | None) -> Build:
    """A server that sends its calls in another encoding, and says which."""

    def answer(call: JsonObject) -> Response:
        said = {} if encoding is None else {"Content-Encoding": encoding}
        return Response(zip_up(bytes(replies.answer(call).body)), 201, said, media_type="application/json")

    return steps(answer=answer)


def redirects(status: int, location: str, number: int = 1) -> Build:
    """A server that sends clients elsewhere in place of every so manieth call."""

    def counted() -> dict[str, Any]:
        count = [0]

        def answer(call: JsonObject) -> Response:
            count[0] += 1
            return replies.answer(call) if count[0] % number else RedirectResponse(location, status)

        return {"answer": answer}

    return with_memory(counted)


async def reads_by_length(request: Request, _: Settings) -> bytes:
    """Reads as many bytes as Content-Length says."""
    return (await request.body())[: int(request.headers.get("content-length", 0))]


def reads_nan(content: bytes) -> Any:
    """Takes what Python takes for a number, and 1 for what no JSON has."""
    return mends(lambda text: text.replace("NaN", "1").replace("Infinity", "1"))(content)


def reads_nothing(content: bytes) -> Any:
    """Takes no body for the first agent."""
    return reading.read_json(content) if content else {"agent_id": Settings().agent_id}


FRAMING = (
    Defect(
        "a-length-is-too-short",
        "Its Content-Length is ten bytes too short.",
        FRAMED,
        create_app,
        writes(length(lambda size: size - 10)),
    ),
    Defect(
        "a-length-counts-characters",
        "Its Content-Length counts characters, not bytes.",
        "every_body_is_strict_json",
        create_app,
        writes(lambda answer: length(lambda _: len(answer.body.decode()))(answer), keep=True),
    ),
    Defect(
        "bytes-follow-the-body",
        "It writes a line break behind the body.",
        FRAMED,
        create_app,
        writes(lambda answer: answer.whole() + b"\r\n\r\n"),
    ),
    Defect(
        "chunks-do-not-end",
        "It never writes the last chunk.",
        FRAMED,
        create_app,
        writes(lambda answer: answer.head(b"Transfer-Encoding: chunked", without=LENGTH) + answer.chunked()),
    ),
    Defect(
        "chunks-are-not-announced",
        "It writes chunks, and does not say so.",
        JSON,
        create_app,
        writes(lambda answer: answer.head(without=LENGTH) + answer.chunked() + b"0\r\n\r\n"),
    ),
    Defect(
        "a-connection-ends-within-the-body",
        "It closes the connection within every 20th body.",
        ANSWERED,
        create_app,
        writes(lambda answer: answer.whole()[:-20], every=20),
    ),
    Defect(
        "a-connection-ends-before-the-answer",
        "It closes the connection in place of every 20th answer.",
        ANSWERED,
        create_app,
        writes(lambda _: b"", every=20),
    ),
    Defect(
        "a-status-line-is-broken",
        "Its status line has no version.",
        ANSWERED,
        create_app,
        writes(lambda answer: answer.whole().removeprefix(b"HTTP/1.1 "), every=20),
    ),
    Defect(
        "a-head-has-a-body",
        "It writes a body in answer to HEAD, which the next answer on the connection begins with.",
        "an_answer_to_head_has_no_body",
        create_app,
        writes(lambda answer: answer.head() + answer.body, keep=True),
    ),
    Defect("some-answers-trickle", "It writes some answers byte by byte.", IN_TIME, create_app, by_hand(slowly)),
    Defect(
        "a-body-is-said-to-be-zipped",
        "It says gzip, and sends JSON.",
        ANSWERED,
        headers(lambda these: these.update({b"content-encoding": b"gzip"})),
    ),
    Defect(
        "a-body-is-zipped-and-not-said-to-be", "It sends gzip, and does not say so.", JSON, zips(gzip.compress, None)
    ),
)

BYTES = (
    Defect(
        "a-call-begins-with-a-byte-order-mark",
        "It writes a byte order mark, as .NET does.",
        JSON,
        call_bytes(lambda body: b"\xef\xbb\xbf" + body),
    ),
    Defect("a-call-is-in-utf-16", "It writes UTF-16.", JSON, call_bytes(lambda body: body.decode().encode("utf-16"))),
    Defect(
        "a-call-has-nan",
        "It writes NaN.",
        JSON,
        call_bytes(lambda body: body.replace(b'"call_type"', b'"latency":{"e2e":{"p50":NaN}},"call_type"')),
    ),
    Defect(
        "a-call-has-single-quotes",
        "It writes Python's repr.",
        JSON,
        call_bytes(lambda body: repr(json.loads(body)).encode()),
    ),
    Defect(
        "a-call-has-a-name-twice",
        "It writes call_status twice.",
        JSON,
        call_bytes(lambda body: body[:-1] + b',"call_status":"ended"}'),
    ),
    Defect(
        "a-call-has-a-warning-before-it",
        "It writes a warning before the JSON, as PHP does.",
        JSON,
        call_bytes(lambda body: b"<br />\n<b>Warning</b>: Undefined index<br />\n" + body),
    ),
    Defect(
        "a-call-has-a-raw-line-break",
        "It does not escape line breaks in strings.",
        JSON,
        call_bytes(lambda body: body.replace(b'"call_type"', b'"transcript":"one\ntwo","call_type"')),
    ),
    Defect(
        "a-call-has-half-a-surrogate-pair",
        "It cuts texts within a surrogate pair.",
        "every_body_is_strict_json",
        call_bytes(lambda body: body.replace(b'"call_type"', b'"transcript":"\\ud83d","call_type"')),
    ),
)

METHODS = (
    Defect(
        "a-get-registers-a-call-with-200",
        "It registers a call for GET, and says 200.",
        "a_method_without_a_body_registers_nothing",
        takes_method("GET", 200),
    ),
    Defect(
        "a-patch-registers-a-call", "It registers a call for PATCH, and says 200.", METHOD, takes_method("PATCH", 200)
    ),
    Defect(
        "a-head-registers-a-call",
        "It registers a call for HEAD.",
        "a_method_without_a_body_registers_nothing",
        takes_method("HEAD"),
    ),
    Defect(
        "405-without-allow",
        "It does not say which methods are allowed.",
        METHOD,
        headers(lambda these: these.update({b"x-allow": these.pop(b"allow")}), lambda status: status == 405),
    ),
    Defect(
        "405-allows-something-like-post",
        "It says that POSTS is allowed.",
        METHOD,
        headers(lambda these: these.update({b"allow": b"POSTS"}), lambda status: status == 405),
    ),
    Defect(
        "other-methods-are-redirected",
        "It sends GET to a page.",
        REDIRECT,
        inside(answers_method("GET", lambda: RedirectResponse("/docs", 302))),
    ),
)

ELSEWHERE = (
    Defect(
        "a-call-is-redirected-elsewhere",
        "It sends clients to another host, with their key.",
        REDIRECT,
        redirects(307, "https://eu.example.com/v2/create-web-call"),
    ),
    Defect(
        "some-calls-are-redirected",
        "It sends every 30th client to another server.",
        REDIRECT,
        redirects(302, "https://b.example.com/v2/create-web-call", 30),
    ),
    Defect(
        "an-unauthorised-request-is-redirected",
        "It sends strangers to a page for signing in.",
        REDIRECT,
        errors(401, lambda _: RedirectResponse("/login", 303)),
    ),
    Defect(
        "a-redirect-has-no-location",
        "It answers 302 and does not say where to.",
        "every_status_is_documented",
        steps(answer=lambda _: Response(None, 302)),
    ),
)

READING = (
    Defect(
        "text-is-taken-for-json",
        "It takes text/plain, which browsers send without asking.",
        "a_request_without_json_is_refused",
        takes_type("text/plain"),
    ),
    Defect(
        "any-content-type-is-taken-for-json",
        "It does not look at the content type.",
        TYPES,
        steps(check_media_type=lambda _: None),
    ),
    Defect(
        "a-content-type-that-starts-like-json-will-do",
        "It takes application/json-seq for JSON.",
        TYPES,
        takes_type_exactly(lambda value: value.lower().startswith("application/json")),
    ),
    Defect(
        "a-charset-is-refused",
        "It wants application/json and nothing behind it.",
        AS_HTTP_SAYS,
        takes_type_exactly(lambda value: value.lower() == "application/json"),
    ),
    Defect(
        "a-charset-is-required", "It wants a charset.", SERVED, takes_type_exactly(lambda value: "charset" in value)
    ),
    Defect(
        "chunks-are-not-read",
        "It takes a body in chunks for an empty one.",
        "a_chunked_body_is_served",
        steps(read_body=reads_by_length),
    ),
    Defect(
        "trailing-commas-are-mended",
        "It reads JSON5.",
        "a_body_that_is_no_json_object_is_refused",
        lenient(lambda text: text.replace(",}", "}").replace(",]", "]")),
    ),
    Defect(
        "what-follows-is-ignored",
        "It reads the first JSON value and ignores what follows.",
        "a_body_that_is_no_json_object_is_refused",
        steps(read_json=reads_first_value),
    ),
    Defect(
        "nan-is-read",
        "It reads NaN, and takes it for a number.",
        "a_number_that_is_not_json_is_refused",
        steps(read_json=reads_nan),
    ),
    Defect(
        "an-empty-body-is-an-empty-object",
        "It takes no body for {}, and {} for the first agent.",
        "a_request_without_a_body_is_refused",
        steps(read_json=reads_nothing),
    ),
)

LIMITS = (
    Defect("a-limit-is-a-503", "It answers 503 at its rate limit, and not for how long.", ANSWERED, limited(503, None)),
    Defect("a-limit-is-over-soon", "Its Retry-After is a word.", "every_retry_after_says_when", limited(429, "soon")),
)

DEFECTS = FRAMING + BYTES + METHODS + ELSEWHERE + READING + LIMITS
