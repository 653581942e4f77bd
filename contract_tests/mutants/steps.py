"""Operators on the server itself: its steps, its state, its settings, and what stands before it."""

import itertools
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import attrs
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mutants.tables import Build
from retell_conformance.reference_server import authentication
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.behaviour import Behaviour
from retell_conformance.reference_server.replies import Refusal
from retell_conformance.reference_server.server_settings import Settings

Steps = Mapping[str, Callable[..., Any]]
FAILURE = Refusal(500, "Something went wrong on our side")


def steps(**changes: Callable[..., Any]) -> Build:
    """Build the reference server with some steps of its `Behaviour` replaced."""
    return partial(create_app, None, attrs.evolve(Behaviour(), **changes))


def set_to(**settings: Any) -> Build:
    """Build the reference server with other `Settings`."""
    return partial(create_app, Settings(**settings))


def fresh(make: Callable[[], Steps]) -> Build:
    """Build a server whose steps keep state, made anew for each server."""
    return lambda: steps(**make())()


def when(is_due: Callable[[int], bool], name: str, otherwise: Callable[..., Any]) -> Build:
    """Replace a step on every call for which `is_due(number)` is true; the first call has the number 1."""

    def counted() -> Steps:
        numbers, usual = itertools.count(1), getattr(Behaviour(), name)
        return {name: lambda *given: (otherwise if is_due(next(numbers)) else usual)(*given)}

    return fresh(counted)


def every(number: int, name: str, otherwise: Callable[..., Any]) -> Build:
    """Replace a step on every n-th call."""
    return when(lambda count: count % number == 0, name, otherwise)


def rejects(status: int, message: str = "Not now") -> Callable[..., Any]:
    """Make a step that rejects a request, if its key is right, with this status."""

    def reject(*given: Any) -> None:
        if isinstance(given[0], Request):
            authentication.authenticate(*given)
        raise Refusal(status, message)

    return reject


def rejects_if(name: str, is_wrong: Callable[[Any], object], refusal: Refusal = FAILURE) -> Build:
    """Reject requests before a step whose first argument is wrong."""
    usual = getattr(Behaviour(), name)

    def step(first: Any, *rest: Any) -> Any:
        if is_wrong(first):
            raise refusal
        return usual(first, *rest)

    return steps(**{name: step})


def inside(wrap: Callable[[ASGIApp], ASGIApp], build: Build = create_app) -> Build:
    """Build a server behind something that handles HTTP: a proxy, a framework, a middleware."""
    return lambda: wrap(build())


def responding(app: ASGIApp, respond: Callable[[Scope], ASGIApp | None]) -> ASGIApp:
    """Return an application that responds to some HTTP requests in its own way, and leaves the others to another."""

    async def choose(scope: Scope, receive: Receive, send: Send) -> None:
        own = respond(scope) if scope["type"] == "http" else None
        await (app if own is None else own)(scope, receive, send)

    return choose


def instead(respond: Callable[[Scope], ASGIApp | None]) -> Build:
    """Build a server behind something that responds to some requests itself."""
    return inside(lambda app: responding(app, respond))


def changing_starts(app: ASGIApp, change: Callable[[Scope, int, dict[bytes, bytes]], None]) -> ASGIApp:
    """Return an application with other headers: `change` is given the request's scope, the status and the headers."""

    async def changing(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_changed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = {name.lower(): value for name, value in message.get("headers", ())}
                change(scope, message["status"], headers)
                message = {**message, "headers": [*headers.items()]}
            await send(message)

        await app(scope, receive, send_changed)

    return changing


def method_of(scope: Scope) -> str:
    """Return the method of a request that is not a registration by POST, else an empty text."""
    other = scope["method"] != "POST" and scope["path"].endswith("create-web-call")
    return str(scope["method"]) if other else ""
