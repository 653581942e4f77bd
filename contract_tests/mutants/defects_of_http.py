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

from mutants.asgi import Answer
from mutants.changes import call_bytes, errors, every, inside, response, step, steps, when
from mutants.entries import TOO_SLOW, Build, defect, found_by, noted_by
from mutants.lines import by_hand, writes
from mutants.wires import Write, write_whole
from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import reading, replies
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.behaviour import Behaviour
from retell_conformance.reference_server.replies import Refusal
from retell_conformance.reference_server.server_settings import Settings

JSON = "every_body_is_strict_json"
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
            await asyncio.sleep(TOO_SLOW / 11)
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


def allows_what_it_refuses(app: ASGIApp) -> ASGIApp:
    """Make PUT, PATCH and DELETE say that GET is allowed, and GET that the others are."""

    async def changing(scope: Scope, receive: Receive, send: Send) -> None:
        async def change_and_send(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 405:
                others = b"POST, PUT, PATCH, DELETE" if scope["method"] == "GET" else b"POST, GET"
                kept = [header for header in message["headers"] if header[0] != b"allow"]
                message = {**message, "headers": [*kept, (b"allow", others)]}
            await send(message)

        await app(scope, receive, change_and_send)

    return changing


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

    def answer(_: JsonObject) -> Response:
        refused = replies.refuse(Refusal(status, "Too many requests")) if body is None else response(status, *body)
        if retry_after is not None:
            refused.headers["Retry-After"] = retry_after
        return refused

    return when(lambda count: count == 6, "answer", answer)


def mends(change: Callable[[str], str]) -> Callable[[bytes], Any]:
    """Makes a reader that mends a text before it reads it."""
    return lambda content: reading.read_json(change(content.decode("utf-8", "replace")).encode("utf-8", "replace"))


@defect("a_body_that_is_no_json_object_is_refused", step("read_json"))
def what_follows_is_ignored(content: bytes) -> Any:
    """It reads the first JSON value and ignores what follows."""
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


def redirects(status: int, location: str, number: int) -> Build:
    """A server that sends clients elsewhere in place of every so manieth call."""
    return every(number, "answer", lambda _: RedirectResponse(location, status))


@defect("a_chunked_body_is_served", step("read_body"))
async def chunks_are_not_read(request: Request, _: Settings) -> bytes:
    """It takes a body in chunks for an empty one."""
    return (await request.body())[: int(request.headers.get("content-length", 0))]


@defect("a_request_without_a_body_is_refused", step("read_json"))
def an_empty_body_is_an_empty_object(content: bytes) -> Any:
    """It takes no body for {}, and {} for the first agent."""
    return reading.read_json(content) if content else {"agent_id": Settings().agent_id}


DEFECTS = (
    *found_by(
        "an_answer_is_framed_as_it_says",
        (
            "a-length-is-too-short",
            "Its Content-Length is ten bytes too short.",
            create_app,
            writes(length(lambda size: size - 10)),
        ),
        (
            "bytes-follow-the-body",
            "It writes a line break behind the body.",
            create_app,
            writes(lambda answer: answer.whole() + b"\r\n\r\n"),
        ),
        (
            "chunks-do-not-end",
            "It never writes the last chunk.",
            create_app,
            writes(lambda answer: answer.head(b"Transfer-Encoding: chunked", without=LENGTH) + answer.chunked()),
        ),
    ),
    *found_by(
        "every_body_is_strict_json",
        (
            "a-length-counts-characters",
            "Its Content-Length counts characters, not bytes.",
            create_app,
            writes(lambda answer: length(lambda _: len(answer.body.decode()))(answer), keep=True),
        ),
        (
            "chunks-are-not-announced",
            "It writes chunks, and does not say so.",
            create_app,
            writes(lambda answer: answer.head(without=LENGTH) + answer.chunked() + b"0\r\n\r\n"),
        ),
        ("a-body-is-zipped-and-not-said-to-be", "It sends gzip, and does not say so.", zips(gzip.compress, None)),
        (
            "a-call-begins-with-a-byte-order-mark",
            "It writes a byte order mark, as .NET does.",
            call_bytes(lambda body: b"\xef\xbb\xbf" + body),
        ),
        ("a-call-is-in-utf-16", "It writes UTF-16.", call_bytes(lambda body: body.decode().encode("utf-16"))),
        (
            "a-call-has-nan",
            "It writes NaN.",
            call_bytes(lambda body: body.replace(b'"call_type"', b'"latency":{"e2e":{"p50":NaN}},"call_type"')),
        ),
        (
            "a-call-has-single-quotes",
            "It writes Python's repr.",
            call_bytes(lambda body: repr(json.loads(body)).encode()),
        ),
        (
            "a-call-has-a-name-twice",
            "It writes call_status twice.",
            call_bytes(lambda body: body[:-1] + b',"call_status":"ended"}'),
        ),
        (
            "a-call-has-a-warning-before-it",
            "It writes a warning before the JSON, as PHP does.",
            call_bytes(lambda body: b"<br />\n<b>Warning</b>: Undefined index<br />\n" + body),
        ),
        (
            "a-call-has-a-raw-line-break",
            "It does not escape line breaks in strings.",
            call_bytes(lambda body: body.replace(b'"call_type"', b'"transcript":"one\ntwo","call_type"')),
        ),
        (
            "a-call-has-half-a-surrogate-pair",
            "It cuts texts within a surrogate pair.",
            call_bytes(lambda body: body.replace(b'"call_type"', b'"transcript":"\\ud83d","call_type"')),
        ),
    ),
    *found_by(
        "every_request_is_answered_without_a_server_error",
        (
            "a-connection-ends-within-the-body",
            "It closes the connection within every 20th body.",
            create_app,
            writes(lambda answer: answer.whole()[:-20], every=20),
        ),
        (
            "a-connection-ends-before-the-answer",
            "It closes the connection in place of every 20th answer.",
            create_app,
            writes(lambda _: b"", every=20),
        ),
        (
            "a-status-line-is-broken",
            "Its status line has no version.",
            create_app,
            writes(lambda answer: answer.whole().removeprefix(b"HTTP/1.1 "), every=20),
        ),
        (
            "a-body-is-said-to-be-zipped",
            "It says gzip, and sends JSON.",
            headers(lambda these: these.update({b"content-encoding": b"gzip"})),
        ),
        (
            "a-limit-is-a-503",
            "It answers 503 at its rate limit, which is soon reached again, and not for how long.",
            every(20, "answer", lambda _: replies.refuse(Refusal(503, "Too many requests"))),
        ),
    ),
    *found_by(
        "an_answer_to_head_has_no_body",
        (
            "a-head-has-a-body",
            "It writes a body in answer to HEAD, which the next answer on the connection begins with.",
            create_app,
            writes(lambda answer: answer.head() + answer.body, keep=True),
        ),
    ),
    *found_by(
        "every_answer_comes_in_time",
        ("some-answers-trickle", "It writes some answers byte by byte.", create_app, by_hand(slowly)),
    ),
    *found_by(
        "a_method_without_a_body_registers_nothing",
        ("a-get-registers-a-call-with-200", "It registers a call for GET, and says 200.", takes_method("GET", 200)),
        ("a-head-registers-a-call", "It registers a call for HEAD.", takes_method("HEAD")),
    ),
    *found_by(
        "another_method_is_refused",
        ("a-patch-registers-a-call", "It registers a call for PATCH, and says 200.", takes_method("PATCH", 200)),
        (
            "405-without-allow",
            "It does not say which methods are allowed.",
            headers(lambda these: these.update({b"x-allow": these.pop(b"allow")}), lambda status: status == 405),
        ),
        (
            "405-allows-something-like-post",
            "It says that POSTS is allowed.",
            headers(lambda these: these.update({b"allow": b"POSTS"}), lambda status: status == 405),
        ),
        (
            "405-allows-a-method-that-gets-405",
            "It says that GET is allowed, and rejects GET for another reason.",
            inside(allows_what_it_refuses),
        ),
        (
            "405-allows-the-method-that-it-refuses",
            "It lists every method that it knows, whatever the path takes.",
            headers(lambda these: these.update({b"allow": b"GET, PUT, POST"}), lambda status: status == 405),
        ),
    ),
    *found_by(
        "no_answer_redirects",
        (
            "other-methods-are-redirected",
            "It sends GET to a page.",
            inside(answers_method("GET", lambda: RedirectResponse("/docs", 302))),
        ),
        (
            "some-calls-are-redirected",
            "It sends every 30th client to another server.",
            redirects(302, "https://b.example.com/v2/create-web-call", 30),
        ),
        (
            "an-unauthorised-request-is-redirected",
            "It sends strangers to a page for signing in.",
            errors(401, lambda _: RedirectResponse("/login", 303)),
        ),
    ),
    *found_by(
        "every_status_is_documented",
        (
            "a-redirect-has-no-location",
            "It answers 302 and does not say where to.",
            steps(answer=lambda _: Response(None, 302)),
        ),
    ),
    *found_by(
        "a_request_without_json_is_refused",
        (
            "text-is-taken-for-json",
            "It takes text/plain, which browsers send without asking.",
            takes_type("text/plain"),
        ),
    ),
    *found_by(
        "a_body_of_another_content_type_is_refused",
        (
            "any-content-type-is-taken-for-json",
            "It does not look at the content type.",
            steps(check_media_type=lambda _: None),
        ),
        (
            "a-content-type-that-starts-like-json-will-do",
            "It takes application/json-seq for JSON.",
            takes_type_exactly(lambda value: value.lower().startswith("application/json")),
        ),
    ),
    *found_by(
        "a_content_type_with_a_charset_is_json",
        (
            "a-charset-is-refused",
            "It wants application/json and nothing behind it.",
            takes_type_exactly(lambda value: value.lower() == "application/json"),
        ),
    ),
    *found_by(
        "a_valid_request_is_served",
        ("a-charset-is-required", "It wants a charset.", takes_type_exactly(lambda value: "charset" in value)),
    ),
    *noted_by(
        "a_body_that_is_no_json_object_is_refused",
        (
            "trailing-commas-are-mended",
            "It reads JSON5.",
            lenient(lambda text: text.replace(",}", "}").replace(",]", "]")),
        ),
    ),
    *noted_by(
        "a_number_that_is_not_json_is_refused",
        (
            "nan-is-read",
            "It reads NaN, and takes it for a number.",
            lenient(lambda text: text.replace("NaN", "1").replace("Infinity", "1")),
        ),
    ),
    *found_by(
        "every_retry_after_says_when",
        ("a-limit-is-over-soon", "Its Retry-After is a word.", limited(429, "soon")),
    ),
)
