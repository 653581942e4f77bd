"""The reference server as an ASGI application: its paths, and an answer to every request."""

import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from openapi_contract.operations import Operation
from retell_conformance.reference_server import documentation, documented, example_endpoints, validation
from retell_conformance.reference_server.behaviour import Behaviour
from retell_conformance.reference_server.kept_calls import KeptCalls
from retell_conformance.reference_server.replies import Refusal
from retell_conformance.reference_server.server_settings import Settings

Endpoint = Callable[[Request], Awaitable[Response]]
VERSIONS = {documented.REGISTRATION: "v2", documented.CONNECTION: "v3"}
logger = logging.getLogger("reference_server")


def create_app(settings: Settings | None = None, behaviour: Behaviour | None = None) -> Starlette:
    """Return a server with these settings, which behaves as documented unless told otherwise.

    It keeps the calls that it registers, in memory. An operation that it has no code for is answered with the
    contract's example.
    """
    settings = settings or Settings()
    behaviour = behaviour or Behaviour()
    document = documented.contract()
    validation.request_schema()  # reads the contract now, once, rather than while the first request waits

    kept = KeptCalls(settings.calls_kept, settings.seconds_to_join)
    own = {
        documented.REGISTRATION: behaviour.create_web_call,
        documented.CONNECTION: behaviour.create_web_call_v3,
        documented.KEPT: behaviour.get_call,
    }

    def endpoint_of(operation: Operation) -> Endpoint:
        # Another contract may ask for more than the code knows of.
        if operation.id in own and len(operation.parameters) == operation.path.count("{") <= 1:
            return lambda request: own[operation.id](request, settings, kept)
        return example_endpoints.endpoint(document, operation, behaviour, settings)

    endpoints: dict[str, dict[str, Endpoint]] = defaultdict(dict)
    for operation in sorted(document.operations, key=lambda each: each.path.count("{")):
        if VERSIONS.get(operation.id, "") in ("", *settings.versions):
            endpoints[operation.path][operation.method] = endpoint_of(operation)

    def route(path: str, of_methods: dict[str, Endpoint]) -> Route:
        async def serve(request: Request) -> Response:
            try:
                return await of_methods[request.method if request.method in of_methods else "GET"](request)
            except Refusal as refusal:
                return behaviour.refuse(refusal)
            except Exception:
                # Starlette's own handler would raise the error again, and uvicorn then closes the connection.
                logger.exception("The server failed")
                return behaviour.refuse(Refusal(500, "Something went wrong on our side"))

        return Route(example_endpoints.route_path(path), serve, methods=[*of_methods])

    def refuse(_: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return behaviour.refuse(Refusal(error.status_code, error.detail, error.headers))

    app = Starlette(
        routes=[*(route(path, of_methods) for path, of_methods in endpoints.items()), *documentation.routes()],
        exception_handlers={HTTPException: refuse},
    )
    app.router.redirect_slashes = False  # an unknown path is an unknown path
    return app
