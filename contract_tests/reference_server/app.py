"""The reference server as an ASGI application: its paths, and an answer to every request."""

import logging

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from contract_tests.reference_server import documentation, validation
from contract_tests.reference_server.answers import Refusal
from contract_tests.reference_server.behaviour import Behaviour
from contract_tests.reference_server.settings import Settings

logger = logging.getLogger("reference_server")


def create_app(settings: Settings | None = None, behaviour: Behaviour | None = None) -> Starlette:
    """A server with these settings, which behaves as documented unless told otherwise.

    It keeps nothing of a request once that is answered.
    """
    settings = settings or Settings()
    behaviour = behaviour or Behaviour()
    validation.request_validator()  # reads the contract now, once, rather than while the first request waits

    async def create_web_call(request: Request) -> Response:
        try:
            return await behaviour.create_web_call(request, settings)
        except Refusal as refusal:
            return behaviour.refuse(refusal)
        except Exception:
            # Starlette's own handler would raise the error again, and uvicorn then closes the connection.
            logger.exception("The server failed")
            return behaviour.refuse(Refusal(500, "Something went wrong on our side"))

    def refuse(_: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return behaviour.refuse(Refusal(error.status_code, error.detail, error.headers))

    app = Starlette(
        routes=[Route("/v2/create-web-call", create_web_call, methods=["POST"]), *documentation.routes()],
        exception_handlers={HTTPException: refuse},
    )
    app.router.redirect_slashes = False  # an unknown path is an unknown path
    return app
