"""Defects that depend on what came before, on how much, or on what else is under way."""

import asyncio
import itertools
import json
import time
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mutants.changes import every, inside, refuses, when, with_memory
from mutants.entries import TOO_SLOW, Build, defect, found_by
from mutants.lines import over_http
from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import authentication, calls, reading, replies, validation
from retell_conformance.reference_server.replies import Refusal
from retell_conformance.reference_server.server_settings import Agent, Settings

FAILURE = Refusal(500, "Something went wrong on our side")


def every_nth_request(number: int, refusal: Refusal = FAILURE) -> Build:
    """A server that refuses every so manieth request, whatever it is."""
    return every(number, "authenticate", refuses(refusal))


def after(number: int, refusal: Refusal) -> Build:
    """A server that refuses everything once so many requests have come."""
    return when(lambda count: count > number, "authenticate", refuses(refusal))


def fails_after(is_bad: Callable[[Refusal], bool], refusal: Refusal = FAILURE) -> Build:
    """A server on which a request that was refused in some way harms the next."""

    def change() -> dict[str, Any]:
        harmed: list[bool] = []

        def authenticate(request: Request, settings: Settings) -> None:
            if harmed:
                harmed.clear()
                raise refusal
            authentication.authenticate(request, settings)

        def refuse(reason: Refusal) -> Response:
            if is_bad(reason):
                harmed.append(True)
            return replies.refuse(reason)

        return {"authenticate": authenticate, "refuse": refuse}

    return with_memory(change)


@defect("a_valid_request_is_served", with_memory)
def a_repetition_is_refused() -> dict[str, Any]:
    """It takes an equal body for a mistake."""
    seen: set[str] = set()

    def validate(body: Any) -> None:
        validation.validate(body)
        text = json.dumps(body)
        if text in seen:
            raise Refusal(422, "This call is registered already")
        seen.add(text)

    return {"validate": validate}


@defect("a_refused_request_leaves_nothing_behind", with_memory)
def a_wrong_key_harms_the_next() -> dict[str, Any]:
    """It locks the account for a request."""
    locked: list[bool] = []

    def authenticate(request: Request, settings: Settings) -> None:
        if locked:
            locked.clear()
            raise Refusal(401, "The account is locked")
        try:
            authentication.authenticate(request, settings)
        except Refusal:
            locked.append(True)
            raise

    return {"authenticate": authenticate}


@defect("a_refused_request_leaves_nothing_behind", with_memory)
def a_refused_body_is_kept() -> dict[str, Any]:
    """It adds what was refused to the next call."""
    refused: JsonObject = {}

    def validate(body: Any) -> None:
        try:
            validation.validate(body)
        except Refusal:
            if isinstance(body, dict) and isinstance(body.get("metadata"), dict):
                refused.update(body["metadata"])
            raise

    def register(body: JsonObject, agent: Agent, call_id: str, access_token: str) -> JsonObject:
        if "metadata" in body and refused:
            body = {**body, "metadata": {**refused, **body["metadata"], **refused}}
            refused.clear()
        return calls.register(body, agent, call_id, access_token)

    return {"validate": validate, "register": register}


@defect("no_two_calls_share_a_secret_or_an_id", with_memory)
def some_answers_are_those_of_the_call_before() -> dict[str, Any]:
    """It answers every 25th request with the answer before."""
    before: list[JsonObject] = []

    def answer(call: JsonObject) -> Response:
        before.append(call)
        return replies.answer(before[-2] if len(before) % 25 == 0 else call)

    return {"answer": answer}


@defect("calls_registered_at_once_are_not_mixed_up", with_memory, over_http)
def answers_are_swapped() -> dict[str, Any]:
    """It gives a call to whoever waits longest."""
    waiting: list[bytes] = []

    async def read_body(request: Request, settings: Settings) -> bytes:
        waiting.append(await reading.read_body(request, settings))
        await asyncio.sleep(0.01)
        return waiting.pop()

    return {"read_body": read_body}


def one_at_a_time(status: int) -> Callable[[], dict[str, Any]]:
    """Makes a step that refuses a request while another is under way."""

    def change() -> dict[str, Any]:
        busy: list[bool] = []

        async def read_body(request: Request, settings: Settings) -> bytes:
            if busy:
                raise Refusal(status, "The server is busy")
            busy.append(True)
            try:
                await asyncio.sleep(0.005)
                return await reading.read_body(request, settings)
            finally:
                busy.clear()

        return {"read_body": read_body}

    return change


@defect("calls_registered_at_once_are_not_mixed_up", with_memory, over_http)
def those_who_ask_at_once_share_an_id() -> dict[str, Any]:
    """It makes ids from the time, which calls at once share."""
    last = [""]

    async def read_body(request: Request, settings: Settings) -> bytes:
        body = await reading.read_body(request, settings)
        if time.monotonic() - float(last[0] or 0) > 0.05:
            last[0] = str(time.monotonic())
        await asyncio.sleep(0.005)
        return body

    return {"read_body": read_body, "new_call_id": lambda: f"call_{last[0]}_{int(time.monotonic() * 50)}"}


async def waits(request: Request, settings: Settings) -> bytes:
    """Take too long to read a body."""
    await asyncio.sleep(TOO_SLOW)
    return await reading.read_body(request, settings)


def hangs_on(is_trouble: Callable[[bytes], bool]) -> Build:
    """A server that never answers some bodies."""

    def change() -> dict[str, Any]:
        async def read_body(request: Request, settings: Settings) -> bytes:
            body = await reading.read_body(request, settings)
            if is_trouble(body):
                await asyncio.sleep(3_600)
            return body

        return {"read_body": read_body}

    return with_memory(change)


@defect("a_refused_request_leaves_nothing_behind", inside)
def a_large_body_harms_the_next(app: ASGIApp) -> ASGIApp:
    """It takes what is left of a large body for the next request."""
    harmed: list[bool] = []

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if harmed and scope["type"] == "http":
            harmed.clear()
            await replies.refuse(Refusal(400, "The request line is malformed"))(scope, receive, send)
            return

        async def look_and_send(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 413:
                harmed.append(True)
            await send(message)

        await app(scope, receive, look_and_send)

    return wrapped


@defect("every_request_is_answered_without_a_server_error", inside)
def another_method_harms_the_next(app: ASGIApp) -> ASGIApp:
    """It fails on what follows a GET."""
    harmed: list[bool] = []

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if harmed and scope["type"] == "http":
            harmed.clear()
            await replies.refuse(FAILURE)(scope, receive, send)
            return
        if scope["type"] == "http" and scope["method"] != "POST":
            harmed.append(True)
        await app(scope, receive, send)

    return wrapped


@defect("every_request_is_answered_without_a_server_error", inside)
def every_seventh_request_hangs(app: ASGIApp) -> ASGIApp:
    """It does not answer every seventh request."""
    numbers = itertools.count(1)

    async def hanging(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and next(numbers) % 7 == 0:
            await asyncio.sleep(2 * TOO_SLOW)
        await app(scope, receive, send)

    return hanging


DEFECTS = (
    *found_by(
        "every_request_is_answered_without_a_server_error",
        ("every-100th-request-fails", "It fails on every 100th request.", every_nth_request(100)),
        (
            "every-75th-request-is-unavailable",
            "It answers 503 to every 75th request.",
            every_nth_request(75, Refusal(503, "Not now")),
        ),
        (
            "the-first-request-fails",
            "It is not ready when its first request comes.",
            when(lambda count: count == 1, "authenticate", refuses(FAILURE)),
        ),
        ("it-fails-after-300-requests", "It runs out of something after 300 requests.", after(300, FAILURE)),
        (
            "an-invalid-body-harms-the-next",
            "It fails on what follows an invalid body.",
            fails_after(lambda refusal: refusal.status == 400),
        ),
    ),
    *found_by(
        "a_valid_request_is_served",
        (
            "every-60th-key-is-refused",
            "It answers 401 to every 60th request, with the right key.",
            every_nth_request(60, Refusal(401, "The API key is not valid")),
        ),
        (
            "every-50th-agent-is-unknown",
            "It does not find the agent on every 50th request.",
            every_nth_request(50, Refusal(422, "Cannot find requested asset under given api key")),
        ),
        (
            "an-unknown-agent-harms-the-next",
            "It does not know any agent after an unknown one.",
            fails_after(
                lambda refusal: refusal.status == 422, Refusal(422, "Cannot find requested asset under given api key")
            ),
        ),
    ),
    *found_by(
        "a_refused_request_leaves_nothing_behind",
        (
            "a-body-that-is-not-json-harms-the-next",
            "It refuses what follows a body that is not JSON.",
            fails_after(lambda refusal: "JSON:" in refusal.message, Refusal(400, "The body is not JSON")),
        ),
    ),
    *found_by(
        "calls_registered_at_once_are_not_mixed_up",
        (
            "it-fails-when-two-ask-at-once",
            "It answers 500 while another request is under way.",
            with_memory(one_at_a_time(500)),
            over_http,
        ),
        (
            "it-conflicts-when-two-ask-at-once",
            "It answers 409 while another request is under way.",
            with_memory(one_at_a_time(409)),
            over_http,
        ),
    ),
    *found_by(
        "a_request_without_a_body_is_refused",
        ("it-never-answers-an-empty-body", "It waits for a body that does not come.", hangs_on(lambda body: not body)),
    ),
    *found_by(
        "every_answer_comes_in_time",
        (
            "it-becomes-slow",
            "It waits too long before its 100th answer.",
            when(lambda count: count == 100, "read_body", waits),
        ),
        (
            "it-starts-slowly",
            "It waits too long before its first answer.",
            when(lambda count: count == 1, "read_body", waits),
        ),
    ),
)
