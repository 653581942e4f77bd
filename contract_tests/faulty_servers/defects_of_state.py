"""Defects that depend on what came before, on how much, or on what else is under way."""

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from contract_tests.faulty_servers.changes import Build, inside, with_memory
from contract_tests.faulty_servers.entries import Defect
from contract_tests.faulty_servers.lines import over_http
from contract_tests.reference_server import authentication, calls, reading, replies, validation
from contract_tests.reference_server.replies import Refusal
from contract_tests.reference_server.server_settings import Agent, Settings
from scripts.contract.document import JsonObject

FAILED = "every_request_is_answered_without_a_server_error"
VALID = "a_valid_request_is_served"
AFTER_REFUSAL = "a_refused_request_leaves_nothing_behind"
AT_ONCE = "calls_registered_at_once_are_not_mixed_up"
IN_TIME = "every_answer_comes_in_time"
SHARED = "no_two_calls_share_a_secret_or_an_id"

FAILURE = Refusal(500, "Something went wrong on our side")


def every_nth_request(number: int, refusal: Refusal = FAILURE) -> Build:
    """A server that refuses every so manieth request, whatever it is."""

    def counted() -> dict[str, Any]:
        count = [0]

        def authenticate(request: Request, settings: Settings) -> None:
            authentication.authenticate(request, settings)
            count[0] += 1
            if count[0] % number == 0:
                raise refusal

        return {"authenticate": authenticate}

    return with_memory(counted)


def after(number: int, refusal: Refusal) -> Build:
    """A server that refuses everything once so many requests have come."""

    def counted() -> dict[str, Any]:
        count = [0]

        def authenticate(request: Request, settings: Settings) -> None:
            authentication.authenticate(request, settings)
            count[0] += 1
            if count[0] > number:
                raise refusal

        return {"authenticate": authenticate}

    return with_memory(counted)


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


def refuses_repetitions() -> dict[str, Any]:
    """Takes an equal body for a mistake."""
    seen: set[str] = set()

    def validate(body: Any) -> None:
        validation.validate(body)
        text = json.dumps(body)
        if text in seen:
            raise Refusal(422, "This call is registered already")
        seen.add(text)

    return {"validate": validate}


def locks_the_account() -> dict[str, Any]:
    """Locks the account for one request after a wrong key."""
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


def keeps_what_was_refused() -> dict[str, Any]:
    """Fills a body that lacks a field from the one that was refused before."""
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


def answers_the_call_before() -> dict[str, Any]:
    """Answers every 25th request with the answer of the one before."""
    before: list[JsonObject] = []

    def answer(call: JsonObject) -> Response:
        before.append(call)
        return replies.answer(before[-2] if len(before) % 25 == 0 else call)

    return {"answer": answer}


def swaps_answers() -> dict[str, Any]:
    """Gives the call to whoever waits longest, and not to whoever asked for it."""
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


def ids_of_those_at_once() -> dict[str, Any]:
    """Takes the time in hundredths of a second for an id, after a pause in which others come."""
    last = [""]

    async def read_body(request: Request, settings: Settings) -> bytes:
        body = await reading.read_body(request, settings)
        if time.monotonic() - float(last[0] or 0) > 0.05:
            last[0] = str(time.monotonic())
        await asyncio.sleep(0.005)
        return body

    return {"read_body": read_body, "new_call_id": lambda: f"call_{last[0]}_{int(time.monotonic() * 50)}"}


def becomes_slow() -> dict[str, Any]:
    """Waits twelve seconds before it answers its 100th call."""
    count = [0]

    async def read_body(request: Request, settings: Settings) -> bytes:
        count[0] += 1
        if count[0] == 100:
            await asyncio.sleep(12)
        return await reading.read_body(request, settings)

    return {"read_body": read_body}


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


def leaves_a_half_read_body(app: ASGIApp) -> ASGIApp:
    """Takes what is left of a large body for the next request."""
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


def method_harms_the_next(app: ASGIApp) -> ASGIApp:
    """Fails on what follows a method that is not allowed."""
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


DEFECTS = (
    Defect("every-100th-request-fails", "It fails on every 100th request.", FAILED, every_nth_request(100)),
    Defect(
        "every-75th-request-is-unavailable",
        "It answers 503 to every 75th request.",
        FAILED,
        every_nth_request(75, Refusal(503, "Not now")),
    ),
    Defect(
        "every-60th-key-is-refused",
        "It answers 401 to every 60th request, with the right key.",
        VALID,
        every_nth_request(60, Refusal(401, "The API key is not valid")),
    ),
    Defect(
        "every-50th-agent-is-unknown",
        "It does not find the agent on every 50th request.",
        VALID,
        every_nth_request(50, Refusal(422, "Cannot find requested asset under given api key")),
    ),
    Defect("it-fails-after-300-requests", "It runs out of something after 300 requests.", FAILED, after(300, FAILURE)),
    Defect(
        "a-repetition-is-refused",
        "It takes an equal body for a mistake.",
        "a_valid_request_is_served",
        with_memory(refuses_repetitions),
    ),
    Defect(
        "an-invalid-body-harms-the-next",
        "It fails on what follows an invalid body.",
        FAILED,
        fails_after(lambda refusal: refusal.status == 400),
    ),
    Defect(
        "an-unknown-agent-harms-the-next",
        "It does not know any agent after an unknown one.",
        VALID,
        fails_after(
            lambda refusal: refusal.status == 422, Refusal(422, "Cannot find requested asset under given api key")
        ),
    ),
    Defect(
        "a-body-that-is-not-json-harms-the-next",
        "It refuses what follows a body that is not JSON.",
        AFTER_REFUSAL,
        fails_after(lambda refusal: "JSON:" in refusal.message, Refusal(400, "The body is not JSON")),
    ),
    Defect(
        "a-wrong-key-harms-the-next",
        "It locks the account for a request.",
        AFTER_REFUSAL,
        with_memory(locks_the_account),
    ),
    Defect(
        "a-large-body-harms-the-next",
        "It takes what is left of a large body for the next request.",
        AFTER_REFUSAL,
        inside(leaves_a_half_read_body),
    ),
    Defect("another-method-harms-the-next", "It fails on what follows a GET.", FAILED, inside(method_harms_the_next)),
    Defect(
        "a-refused-body-is-kept",
        "It adds what was refused to the next call.",
        AFTER_REFUSAL,
        with_memory(keeps_what_was_refused),
    ),
    Defect(
        "some-answers-are-those-of-the-call-before",
        "It answers every 25th request with the answer before.",
        SHARED,
        with_memory(answers_the_call_before),
    ),
    Defect(
        "answers-are-swapped",
        "It gives a call to whoever waits longest.",
        AT_ONCE,
        with_memory(swaps_answers),
        over_http,
    ),
    Defect(
        "it-fails-when-two-ask-at-once",
        "It answers 500 while another request is under way.",
        AT_ONCE,
        with_memory(one_at_a_time(500)),
        over_http,
    ),
    Defect(
        "it-conflicts-when-two-ask-at-once",
        "It answers 409 while another request is under way.",
        AT_ONCE,
        with_memory(one_at_a_time(409)),
        over_http,
    ),
    Defect(
        "those-who-ask-at-once-share-an-id",
        "It makes ids from the time, which calls at once share.",
        AT_ONCE,
        with_memory(ids_of_those_at_once),
        over_http,
    ),
    Defect("it-becomes-slow", "It waits twelve seconds before its 100th answer.", IN_TIME, with_memory(becomes_slow)),
    Defect(
        "it-never-answers-an-empty-body",
        "It waits for a body that does not come.",
        "a_request_without_a_body_is_refused",
        hangs_on(lambda body: not body),
    ),
)
