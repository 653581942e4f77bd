"""The steps from a request to its answer, each replaceable: a faulty server is this one with a step exchanged."""

from collections.abc import Awaitable, Callable
from typing import Any

from attrs import frozen
from starlette.requests import Request
from starlette.responses import Response

from contract_tests.reference_server import authentication, calls, reading, replies, token_issue, validation
from contract_tests.reference_server.replies import Refusal
from contract_tests.reference_server.server_settings import Agent, Settings
from scripts.contract.document import JsonObject


@frozen
class Behaviour:
    """The steps in the order in which they are taken. Each may raise a `Refusal`, which `refuse` turns into an answer.

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
    answer: Callable[[JsonObject], Response] = replies.answer
    refuse: Callable[[Refusal], Response] = replies.refuse

    async def create_web_call(self, request: Request, settings: Settings) -> Response:
        """Take the steps. The body is not touched before the key is known to be right."""
        self.authenticate(request, settings)
        self.check_media_type(request)
        body = self.read_json(await self.read_body(request, settings))
        self.validate(body)
        agent = self.find_agent(body, settings)
        call_id = self.new_call_id()
        return self.answer(self.register(body, agent, call_id, self.issue_token(call_id, settings)))
