"""Servers whose faults only load shows, and correct ones that a load test must not accuse.

Each is the reference server with a step exchanged. What happens "in a crowd" happens while more than FEW requests are
on their way, which neither one caller nor the conformance suite reaches.
"""

import asyncio
import itertools
import json
import random
from collections.abc import Callable, Mapping
from typing import Any

import attrs
from attrs import define, field, frozen
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api_conformance.load.process_run import DOCUMENTED
from api_conformance.load.whole_run import STEADY, UNIQUE
from openapi_contract.json_data import JsonObject
from retell_conformance.load import call_checks
from retell_conformance.reference_server import authentication, calls, reading, responses, token_issue
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.behaviour import Behaviour
from retell_conformance.reference_server.responses import Rejection
from retell_conformance.reference_server.server_settings import Settings
from retell_conformance.reference_server.stored_calls import CallStore

FEW = 8
SECONDS_ON_THE_WAY = 0.01
BUSY = Rejection(503, "Try again later")


@define
class Crowd:
    """The current requests."""

    size: int = 0
    shared: dict[str, Any] = field(factory=dict)
    """The state that the requests of a faulty server share."""
    count: "itertools.count[int]" = field(factory=lambda: itertools.count(1))

    @property
    def is_dense(self) -> bool:
        """True if there are many."""
        return self.size > FEW


Steps = Callable[[Crowd], Mapping[str, Callable[..., Any]]]
"""Makes the steps of a server that differ from the reference server's."""


@frozen
class LoadServer:
    """A server for a load test."""

    id: str
    sentence: str
    found_by: str
    """The title of the check that finds it; empty for a correct server."""
    steps: Steps = lambda _: {}
    settings: Mapping[str, Any] = field(factory=dict)
    around: Callable[[ASGIApp, Crowd], ASGIApp] = lambda app, _: app
    is_crowded: bool = False
    """True if its fault appears only in a crowd."""

    def build(self) -> ASGIApp:
        """Build the server."""
        crowd = Crowd()
        app = create_app(Settings(**self.settings), attrs.evolve(Behaviour(), **self.steps(crowd)))
        return counted(self.around(app, crowd), crowd)


def counted(app: ASGIApp, crowd: Crowd) -> ASGIApp:
    """Return the application with a short delay for each request, so that several run at a time."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        crowd.size += 1
        try:
            if scope["type"] == "http":
                await asyncio.sleep(SECONDS_ON_THE_WAY)
            await app(scope, receive, send)
        finally:
            crowd.size -= 1

    return serve


# ---- steps --------------------------------------------------------------------------------------------------------


def ids_repeat(crowd: Crowd) -> Mapping[str, Callable[..., Any]]:
    """Count ids in a variable that two requests can read before either has written it."""
    crowd.shared["last"] = 0

    async def read_body(request: Request, settings: Settings) -> bytes:
        body = await reading.read_body(request, settings)
        mine = crowd.shared["last"] + 1
        if crowd.is_dense:
            await asyncio.sleep(SECONDS_ON_THE_WAY)
        crowd.shared["last"] = mine
        return body

    return {"read_body": read_body, "new_call_id": lambda: f"call_{crowd.shared['last']:032x}"}


def tokens_repeat(crowd: Crowd) -> Mapping[str, Callable[..., Any]]:
    """Issue the token of the call before."""

    def issue_token(call_id: str, settings: Settings) -> str:
        if not crowd.is_dense or "token" not in crowd.shared:
            crowd.shared["token"] = token_issue.issue_token(call_id, settings)
        token: str = crowd.shared["token"]
        return token

    return {"issue_token": issue_token}


def metadata_crosses(crowd: Crowd) -> Mapping[str, Callable[..., Any]]:
    """Show a call with the metadata of the call read before."""

    def show(call: JsonObject) -> Response:
        own, before = call.get("metadata"), crowd.shared.get("metadata")
        crowd.shared["metadata"] = own
        return responses.show({**call, "metadata": before} if crowd.is_dense and before is not None else call)

    return {"show": show}


def calls_get_lost(_: Crowd) -> Mapping[str, Callable[..., Any]]:
    """Lose every tenth call, after a hundred others."""

    def find_call(call_id: str, kept: CallStore, settings: Settings) -> JsonObject:
        ids = kept.ids()
        number = ids.index(call_id) if call_id in ids else 0
        if number > 100 and number % 10 == 0:
            raise Rejection(404, "Not Found")
        return calls.find_call(call_id, kept, settings)

    return {"find_call": find_call}


def many_fail(crowd: Crowd) -> Mapping[str, Callable[..., Any]]:
    """Fail while there are many requests."""

    def authenticate(request: Request, settings: Settings) -> None:
        authentication.authenticate(request, settings)
        if crowd.is_dense:
            raise Rejection(500, "Something went wrong on our side")

    return {"authenticate": authenticate}


def any_key_is_right(crowd: Crowd) -> Mapping[str, Callable[..., Any]]:
    """Accept every key while there are many requests."""

    def authenticate(request: Request, settings: Settings) -> None:
        if not crowd.is_dense:
            authentication.authenticate(request, settings)

    return {"authenticate": authenticate}


def wrong_status(crowd: Crowd) -> Mapping[str, Callable[..., Any]]:
    """Register with status 200 while there are many requests."""

    def answer_connection(connection: JsonObject) -> Response:
        response = responses.answer_connection(connection)
        response.status_code = 200 if crowd.is_dense else response.status_code
        return response

    return {"answer_connection": answer_connection}


# ---- around a server ----------------------------------------------------------------------------------------------

Handle = Callable[[Message], Message]


def shared_buffer(app: ASGIApp, crowd: Crowd) -> ASGIApp:
    """Write bodies of registrations into a shared buffer, and send it a moment later."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        async def later(message: Message) -> None:
            if message["type"] == "http.response.body" and scope["method"] == "POST" and crowd.is_dense:
                length = len(message.get("body", b""))
                buffers = crowd.shared.setdefault(str(length), {})  # the length has already been sent in a header
                buffers["body"] = message.get("body", b"")
                await asyncio.sleep(SECONDS_ON_THE_WAY)
                message = {**message, "body": buffers["body"]}
            await send(message)

        await app(scope, receive, later)

    return serve


def slower_with_each_call(app: ASGIApp, crowd: Crowd) -> ASGIApp:
    """Respond a millisecond later with each registered call."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "POST":
            await asyncio.sleep(next(crowd.count) / 1000)
        await app(scope, receive, send)

    return serve


def slower_under_load(app: ASGIApp, crowd: Crowd) -> ASGIApp:
    """Respond later the more requests there are, as any server does, plus a random time."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(crowd.size / 200 + random.random() / 50)
        await app(scope, receive, send)

    return serve


def with_headers(headers: Mapping[str, str]) -> Callable[[ASGIApp, Crowd], ASGIApp]:
    """Return a middleware that adds headers to each response."""
    added = [(name.encode(), value.encode()) for name, value in headers.items()]

    def around(app: ASGIApp, _: Crowd) -> ASGIApp:
        async def serve(scope: Scope, receive: Receive, send: Send) -> None:
            async def more(message: Message) -> None:
                if message["type"] == "http.response.start":
                    message = {**message, "headers": [*message["headers"], *added]}
                await send(message)

            await app(scope, receive, more)

        return serve

    return around


def every_nth(number: int, rejection: Rejection) -> Steps:
    """Return the steps of a server that rejects every n-th request."""

    def steps(crowd: Crowd) -> Mapping[str, Callable[..., Any]]:
        def authenticate(request: Request, settings: Settings) -> None:
            authentication.authenticate(request, settings)
            if next(crowd.count) % number == 0:
                raise rejection

        return {"authenticate": authenticate}

    return steps


def newer(_: Crowd) -> Mapping[str, Callable[..., Any]]:
    """Show calls with an undocumented property, status and kind."""

    def show(call: JsonObject) -> Response:
        known: JsonObject = json.loads(bytes(responses.show(call).body))
        return responses.json_response(200, {**known, "new": {"er": 1}, "data_storage_setting": "a_new_one"})

    return {"show": show}


# ---- the table ----------------------------------------------------------------------------------------------------

FAULTY = (
    LoadServer(
        "ids-repeat", "Two calls that are registered at once get the same id.", UNIQUE, ids_repeat, is_crowded=True
    ),
    LoadServer("tokens-repeat", "In a crowd a token is given out again.", UNIQUE, tokens_repeat, is_crowded=True),
    LoadServer(
        "shared-buffer",
        "In a crowd a caller gets the response for another.",
        UNIQUE,
        around=shared_buffer,
        is_crowded=True,
    ),
    LoadServer(
        "metadata-crosses",
        "In a crowd a call has its neighbour's metadata.",
        call_checks.UNCROSSED,
        metadata_crosses,
        is_crowded=True,
    ),
    LoadServer("calls-get-lost", "After 100 calls every tenth is lost.", call_checks.READABLE, calls_get_lost),
    LoadServer("forgets", "It keeps the last 20 calls alone.", call_checks.READABLE, settings={"calls_kept": 20}),
    LoadServer(
        "500-in-a-crowd", "It fails while it has many connections.", call_checks.SERVED, many_fail, is_crowded=True
    ),
    LoadServer(
        "200-in-a-crowd",
        "It registers with status 200 while it has many connections.",
        DOCUMENTED,
        wrong_status,
        is_crowded=True,
    ),
    LoadServer(
        "any-key-in-a-crowd", "In a crowd it takes any key.", call_checks.KEY, any_key_is_right, is_crowded=True
    ),
    LoadServer("slower-and-slower", "Each call makes it a millisecond slower.", STEADY, around=slower_with_each_call),
)

CORRECT = (
    LoadServer("the-reference-server", "It conforms to the contract.", ""),
    LoadServer("slow-under-load", "Its responses take longer the more there are.", "", around=slower_under_load),
    LoadServer("rate-limited", "Every third request gets a 429.", "", every_nth(3, Rejection(429, "Too many"))),
    LoadServer("overloaded", "A gateway before it turns every fifth request away.", "", every_nth(5, BUSY)),
    LoadServer(
        "closes-connections", "Each response ends its connection.", "", around=with_headers({"Connection": "close"})
    ),
    LoadServer("newer", "Its calls have additions that the contract announces.", "", newer),
)
