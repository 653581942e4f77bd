"""The reference server as an ASGI application: its paths, and a response to every request."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from attrs import evolve
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from openapi_contract.operations import Operation
from retell_conformance.reference_server import control, documentation, documented, example_endpoints, validation
from retell_conformance.reference_server.behaviour import Behaviour
from retell_conformance.reference_server.dropping import DropConnection
from retell_conformance.reference_server.faults import Dropped
from retell_conformance.reference_server.preferences import preference, response_body
from retell_conformance.reference_server.responses import Rejection, json_response
from retell_conformance.reference_server.server_settings import Settings
from retell_conformance.reference_server.server_state import ServerState

Endpoint = Callable[[Request], Awaitable[Response]]
VERSIONS = {documented.REGISTRATION: "v2", documented.CONNECTION: "v3"}
SECONDS_BETWEEN_LOOKS = 0.5
"""Seconds between checks for calls that have timed out or reached a limit."""
logger = logging.getLogger("reference_server")


def create_app(
    settings: Settings | None = None,
    behaviour: Behaviour | None = None,
    state: ServerState | None = None,
) -> Starlette:
    """Return a server with these settings, which by default behaves as documented.

    It keeps the calls that it registers, in memory. An operation that it has no code for is answered with the
    contract's example.

    Args:
        state: What another server remembers, in whose place this one is put.
    """
    settings = settings or Settings()
    behaviour = behaviour or Behaviour()
    state = state or ServerState.of(settings)
    settings = evolve(settings, clock=state.clock)
    document = documented.contract()
    validation.request_schema()  # reads the contract now, once, rather than while the first request waits

    own = {
        documented.REGISTRATION: behaviour.create_web_call,
        documented.CONNECTION: behaviour.create_web_call_v3,
        documented.KEPT: behaviour.get_call,
    }

    def endpoint_of(operation: Operation) -> Endpoint:
        # Another contract may ask for more than the code knows of.
        by_example = example_endpoints.endpoint(document, operation, behaviour, settings)
        usual = by_example
        if operation.id in own and len(operation.parameters) == operation.path.count("{") <= 1:
            usual = lambda request: own[operation.id](request, settings, state.kept)  # noqa: E731

        async def serve(request: Request) -> Response:
            await state.faults.happen()
            preferred = preference(request)
            if preferred is None:
                return await usual(request)
            if operation.secured:
                behaviour.authenticate(request, settings)
            chosen = response_body(operation, preferred)
            if chosen is None:
                return await usual(request)
            await by_example(request)  # an invalid request is rejected anyway
            return json_response(*chosen, preferred.applied)

        return serve

    endpoints: dict[str, dict[str, Endpoint]] = defaultdict(dict)
    for operation in sorted(document.operations, key=lambda each: each.path.count("{")):
        if VERSIONS.get(operation.id, "") in ("", *settings.versions):
            endpoints[operation.path][operation.method] = endpoint_of(operation)

    def route(path: str, of_methods: dict[str, Endpoint]) -> Route:
        async def serve(request: Request) -> Response:
            try:
                return await of_methods[request.method if request.method in of_methods else "GET"](request)
            except Rejection as rejection:
                return behaviour.reject(rejection)
            except Dropped:
                return DropConnection()
            except Exception:
                # Starlette's own handler would raise the error again, and uvicorn then closes the connection.
                logger.exception("The server failed")
                return behaviour.reject(Rejection(500, "Something went wrong on our side"))

        return Route(example_endpoints.route_path(path), serve, methods=[*of_methods])

    async def reject(_: Request, error: Exception) -> Response:  # a plain function would wait for a thread
        assert isinstance(error, HTTPException)
        return behaviour.reject(Rejection(error.status_code, error.detail, error.headers))

    app = Starlette(
        routes=[
            *(route(path, of_methods) for path, of_methods in endpoints.items()),
            *(control.routes(state) if settings.control else ()),
            *documentation.routes(),
        ],
        exception_handlers={HTTPException: reject},
        lifespan=lambda _: _looking_after(state),
    )
    app.router.redirect_slashes = False  # an unknown path is an unknown path
    return app


@asynccontextmanager
async def _looking_after(state: ServerState) -> AsyncIterator[None]:
    """Let calls end by themselves while the server runs, and send no event after it."""

    async def look() -> None:
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            state.settle()

    task = asyncio.create_task(look())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await state.events.deliveries.close()
