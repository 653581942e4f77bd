"""Mutants whose defect depends on earlier requests, on their number, or on concurrent ones."""

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Scope

from mutants.json_changes import at
from mutants.request import NOT_JSON, UNKNOWN_AGENT
from mutants.serve import over_http
from mutants.steps import FAILURE, Steps, delayed, every, fresh, inside, rejects, responding, waiting, when
from mutants.tables import TOO_SLOW, Build, Server, Table
from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import authentication, calls, reading, responses, validation
from retell_conformance.reference_server.responses import Rejection
from retell_conformance.reference_server.server_settings import Agent, Settings

LOCKED, MALFORMED = Rejection(401, "The account is locked"), Rejection(400, "The request line is malformed")


def _every(number: int, status: int, message: str = "Not now") -> Build:
    return every(number, "authenticate", rejects(status, message))


def _fails_after(is_bad: Callable[[Rejection], bool], rejection: Rejection) -> Build:
    """Reject the request after one that was rejected with a reason for which `is_bad` is true."""

    def made() -> Steps:
        harmed: list[bool] = []

        def authenticate(request: Request, settings: Settings) -> None:
            if harmed:
                harmed.clear()
                raise rejection
            authentication.authenticate(request, settings)

        def reject(reason: Rejection) -> Response:
            if is_bad(reason):
                harmed.append(True)
            return responses.reject(reason)

        return {"authenticate": authenticate, "reject": reject}

    return fresh(made)


def _rejects_repetitions() -> Steps:
    seen: set[str] = set()

    def validate(body: Any) -> None:
        validation.validate(body)
        text = json.dumps(body)
        if text in seen:
            raise Rejection(422, "This call is registered already")
        seen.add(text)

    return {"validate": validate}


def _keeps_rejected_metadata() -> Steps:
    rejected: JsonObject = {}

    def validate(body: Any) -> None:
        try:
            validation.validate(body)
        except Rejection:
            if at("metadata", dict)(body):
                rejected.update(body["metadata"])
            raise

    def register(body: JsonObject, agent: Agent, call_id: str, access_token: str) -> JsonObject:
        if "metadata" in body and rejected:
            body = {**body, "metadata": {**body["metadata"], **rejected}}
            rejected.clear()
        return calls.register(body, agent, call_id, access_token)

    return {"validate": validate, "register": register}


def _repeats_every_25th() -> Steps:
    before: list[JsonObject] = []

    def answer(call: JsonObject) -> Response:
        before.append(call)
        return responses.answer(before[-2] if len(before) % 25 == 0 else call)

    return {"answer": answer}


def _swaps_bodies() -> Steps:
    waiting: list[bytes] = []

    async def read_body(request: Request, settings: Settings) -> bytes:
        waiting.append(await reading.read_body(request, settings))
        await asyncio.sleep(0.01)
        return waiting.pop()

    return {"read_body": read_body}


def _one_at_a_time(status: int) -> Server:
    def made() -> Steps:
        busy: list[bool] = []

        async def read_body(request: Request, settings: Settings) -> bytes:
            if busy:
                raise Rejection(status, "The server is busy")
            busy.append(True)
            try:
                await asyncio.sleep(0.005)
                return await reading.read_body(request, settings)
            finally:
                busy.clear()

        return {"read_body": read_body}

    return Server(fresh(made), over_http)


def _ids_of_the_time() -> Steps:
    last = [0.0]

    async def read_body(request: Request, settings: Settings) -> bytes:
        body = await reading.read_body(request, settings)
        if time.monotonic() - last[0] > 0.05:
            last[0] = time.monotonic()
        await asyncio.sleep(0.005)
        return body

    return {"read_body": read_body, "new_call_id": lambda: f"call_{last[0]}_{int(time.monotonic() * 50)}"}


def _ignores_an_empty_body() -> Steps:
    async def read_body(request: Request, settings: Settings) -> bytes:
        body = await reading.read_body(request, settings)
        if not body:
            await asyncio.sleep(3_600)
        return body

    return {"read_body": read_body}


def _other_method_harms(app: ASGIApp) -> ASGIApp:
    before = ["POST"]

    def respond(scope: Scope) -> ASGIApp | None:
        harmed, before[0] = before[0] != "POST", scope["method"]
        if harmed:
            before[0] = "POST"
        return responses.reject(FAILURE) if harmed else None

    return responding(app, respond)


MUTANTS: Table = {
    "every_request_is_answered_without_a_server_error": {
        "fails on every 100th request": _every(100, 500),
        "is unavailable on every 75th request": _every(75, 503),
        "fails on its first request": when(lambda count: count == 1, "authenticate", rejects(500)),
        "fails after 300 requests": when(lambda count: count > 300, "authenticate", rejects(500)),
        "fails on what follows an invalid body": _fails_after(lambda rejection: rejection.status == 400, FAILURE),
        "fails on what follows another method than POST": inside(_other_method_harms),
        "hangs on every seventh request": inside(lambda app: waiting(app, 2 * TOO_SLOW, every=7)),
    },
    "a_valid_request_is_served": {
        "rejects every 60th request with 401": _every(60, 401),
        "does not find the agent on every 50th request": _every(50, 422, UNKNOWN_AGENT.message),
        "finds no agent after an unknown one": _fails_after(lambda rejection: rejection.status == 422, UNKNOWN_AGENT),
        "rejects an equal body": fresh(_rejects_repetitions),
    },
    "a_refused_request_leaves_nothing_behind": {
        "rejects what follows invalid JSON": _fails_after(lambda rejection: "JSON:" in rejection.message, NOT_JSON),
        "rejects what follows a wrong key": _fails_after(
            lambda rejection: rejection.status == 401 and rejection is not LOCKED, LOCKED
        ),
        "rejects what follows a large body": _fails_after(lambda rejection: rejection.status == 413, MALFORMED),
        "adds the metadata of a rejected request to the next": fresh(_keeps_rejected_metadata),
    },
    "no_two_calls_share_a_secret_or_an_id": {"repeats the response before every 25th time": fresh(_repeats_every_25th)},
    "calls_registered_at_once_are_not_mixed_up": {
        "fails while another request is under way": _one_at_a_time(500),
        "rejects with 409 while another request is under way": _one_at_a_time(409),
        "swaps the bodies of requests at once": Server(fresh(_swaps_bodies), over_http),
        "makes ids from the time, which requests at once share": Server(fresh(_ids_of_the_time), over_http),
    },
    "a_request_without_a_body_is_refused": {"gives no response to an empty body": fresh(_ignores_an_empty_body)},
    "every_answer_comes_in_time": {
        "waits too long before its 100th response": when(lambda count: count == 100, "read_body", delayed(TOO_SLOW)),
        "waits too long before its first response": when(lambda count: count == 1, "read_body", delayed(TOO_SLOW)),
    },
}
