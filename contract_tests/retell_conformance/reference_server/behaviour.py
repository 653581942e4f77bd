"""The steps from a request to its response. A mutant is this server with a step replaced."""

from collections.abc import Awaitable, Callable
from typing import Any

from attrs import frozen
from starlette.requests import Request
from starlette.responses import Response

from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import (
    authentication,
    calls,
    connections,
    documented,
    reading,
    responses,
    token_issue,
    validation,
)
from retell_conformance.reference_server.responses import Rejection
from retell_conformance.reference_server.server_settings import Agent, Settings
from retell_conformance.reference_server.stored_calls import CallStore


@frozen
class Behaviour:
    """The steps in order. Each may raise a `Rejection`, from which `reject` makes the response.

    `create_app(settings, attrs.evolve(Behaviour(), validate=lambda body: None))` is a server that validates nothing.
    """

    authenticate: Callable[[Request, Settings], None] = authentication.authenticate
    check_media_type: Callable[[Request], None] = reading.check_media_type
    read_body: Callable[[Request, Settings], Awaitable[bytes]] = reading.read_body
    read_json: Callable[[bytes], Any] = reading.read_json
    validate: Callable[[Any], None] = validation.validate
    find_agent: Callable[[JsonObject, Settings], Agent] = calls.find_agent
    new_call_id: Callable[[], str] = calls.new_call_id
    issue_token: Callable[[str, Settings], str] = token_issue.issue_token
    register: Callable[[JsonObject, Agent, str, str], JsonObject] = calls.register
    connect: Callable[[str, str, Settings], JsonObject] = connections.connect
    answer: Callable[[JsonObject], Response] = responses.answer
    answer_connection: Callable[[JsonObject], Response] = responses.answer_connection
    find_call: Callable[[str, CallStore, Settings], JsonObject] = calls.find_call
    show: Callable[[JsonObject], Response] = responses.show
    reject: Callable[[Rejection], Response] = responses.reject

    async def create_web_call(self, request: Request, settings: Settings, kept: CallStore) -> Response:
        """Register a call of v2, and return it."""
        _, call, _ = await self._registered(request, settings, kept)
        return self.answer(call)

    async def create_web_call_v3(self, request: Request, settings: Settings, kept: CallStore) -> Response:
        """Register a call of v3, and return the data for joining it."""
        call_id, call, access_token = await self._registered(request, settings, kept)
        if not documented.tells(documented.CONNECTION, "transport"):
            return self.answer_connection(documented.success_shape(documented.CONNECTION).select(call))
        return self.answer_connection(self.connect(call_id, access_token, settings))

    async def get_call(self, request: Request, settings: Settings, kept: CallStore) -> Response:
        """Return a registered call."""
        self.authenticate(request, settings)
        [call_id] = request.path_params.values()
        return self.show(self.find_call(call_id, kept, settings))

    async def _registered(self, request: Request, settings: Settings, kept: CallStore) -> tuple[str, JsonObject, str]:
        """Run the steps, and store the call. The body is read only after the key was accepted."""
        self.authenticate(request, settings)
        self.check_media_type(request)
        body = self.read_json(await self.read_body(request, settings))
        self.validate(body)
        agent = self.find_agent(body, settings)
        call_id = self.new_call_id()
        access_token = self.issue_token(call_id, settings)
        call = self.register(body, agent, call_id, access_token)
        kept.keep(call_id, call, settings.clock(), calls.overrides_of(body))
        return call_id, call, access_token
