"""Operators on the server itself: its steps, its state, its settings, and a proxy in front of it."""

import asyncio
import itertools
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import attrs
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mutants.tables import Build
from retell_conformance.reference_server import authentication, reading
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.behaviour import Behaviour
from retell_conformance.reference_server.responses import Rejection
from retell_conformance.reference_server.server_settings import Settings

Steps = Mapping[str, Callable[..., Any]]
FAILURE = Rejection(500, "Something went wrong on our side")


def steps(**changes: Callable[..., Any]) -> Build:
    """Build the reference server with some steps of its `Behaviour` replaced."""
    return partial(create_app, None, attrs.evolve(Behaviour(), **changes))


def set_to(**settings: Any) -> Build:
    """Build the reference server with other `Settings`."""
    return partial(create_app, Settings(**settings))


def fresh(make: Callable[[], Steps]) -> Build:
    """Build a server whose steps keep state; `make` is called for each server."""
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


def after(name: str, change: Callable[..., Any]) -> Build:
    """Change the result of a step: `change` is given it and the arguments of the step."""
    usual = getattr(Behaviour(), name)
    return steps(**{name: lambda *given: change(usual(*given), *given)})


def rejects(status: int, message: str = "Not now") -> Callable[..., Any]:
    """Make a step that rejects a request with this status, if its key is right."""

    def reject(*given: Any) -> None:
        if isinstance(given[0], Request):
            authentication.authenticate(*given)
        raise Rejection(status, message)

    return reject


def rejects_if(name: str, is_wrong: Callable[[Any], object], rejection: Rejection = FAILURE) -> Build:
    """Reject requests before a step if its first argument is wrong."""
    usual = getattr(Behaviour(), name)

    def step(first: Any, *rest: Any) -> Any:
        if is_wrong(first):
            raise rejection
        return usual(first, *rest)

    return steps(**{name: step})


def rejects_otherwise(name: str, change: Callable[..., Rejection]) -> Build:
    """Change the rejections by a step: `change` is given each, and the arguments of the step."""
    usual = getattr(Behaviour(), name)

    def step(*given: Any) -> Any:
        try:
            return usual(*given)
        except Rejection as rejection:
            raise change(rejection, *given) from rejection

    return steps(**{name: step})


def inside(wrap: Callable[[ASGIApp], ASGIApp], build: Build = create_app) -> Build:
    """Build a server behind a proxy, a framework or a middleware."""
    return lambda: wrap(build())


def responding(app: ASGIApp, respond: Callable[[Scope], ASGIApp | None]) -> ASGIApp:
    """Return an application that responds to some HTTP requests itself, and passes the others on."""

    async def choose(scope: Scope, receive: Receive, send: Send) -> None:
        own = respond(scope) if scope["type"] == "http" else None
        await (app if own is None else own)(scope, receive, send)

    return choose


def instead(respond: Callable[[Scope], ASGIApp | None]) -> Build:
    """Build a server behind a proxy that responds to some requests itself."""
    return inside(lambda app: responding(app, respond))


def waiting(app: ASGIApp, seconds: float, every: int = 1) -> ASGIApp:
    """Return an application that waits before every n-th response."""
    numbers = itertools.count(1)

    async def wait(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(seconds)
        await app(scope, receive, send)

    return responding(app, lambda _: wait if next(numbers) % every == 0 else None)


def delayed(seconds: float) -> Callable[..., Any]:
    """Make a step that waits before it reads the body."""

    async def read_body(request: Request, settings: Settings) -> bytes:
        await asyncio.sleep(seconds)
        return await reading.read_body(request, settings)

    return read_body


def changing_starts(app: ASGIApp, change: Callable[[Scope, int, dict[bytes, bytes]], None]) -> ASGIApp:
    """Return an application with other headers: `change` gets the request's scope, the status and the headers."""

    async def changing(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_changed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = {name.lower(): value for name, value in message.get("headers", ())}
                change(scope, message["status"], headers)
                message = {**message, "headers": [*headers.items()]}
            await send(message)

        await app(scope, receive, send_changed)

    return changing
