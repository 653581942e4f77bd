"""The server as the live API was seen to behave, where that is not as documented."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import authentication, calls, replies, validation
from retell_conformance.reference_server.behaviour import Behaviour
from retell_conformance.reference_server.replies import Refusal
from retell_conformance.reference_server.server_settings import Agent, Settings

# What a call carries that has just been registered.
EMPTY: JsonObject = {
    "latency": {},
    "call_cost": {"product_costs": [], "total_duration_seconds": 0, "total_duration_unit_price": 0, "combined_cost": 0},
    "custom_sip_headers": {},
}
LONGEST_SAID = 100


class SchemaRefusal(Refusal):
    """A body that breaks the schema, which is told in a form of its own."""


def authenticate(request: Request, settings: Settings) -> None:
    """Refuse with the one message that was seen."""
    try:
        authentication.authenticate(request, settings)
    except Refusal as refusal:
        raise Refusal(401, "Invalid API Key.", refusal.headers) from refusal


def validate(body: Any) -> None:
    """Name the place as a path below `request/body`."""
    try:
        validation.validate(body)
    except Refusal as refusal:
        raise SchemaRefusal(400, refusal.message.replace("the body", "request/body", 1)) from refusal


def find_agent(body: JsonObject, settings: Settings) -> Agent:
    """Refuse an unknown agent or version with 404."""
    try:
        return calls.find_agent(body, settings)
    except Refusal as refusal:
        raise Refusal(404, f"Item {str(body.get('agent_id'))[:LONGEST_SAID]} not found from agent") from refusal


def register(body: JsonObject, agent: Agent, call_id: str, access_token: str) -> JsonObject:
    """Return the call with what a new one carries empty."""
    return calls.register(body, agent, call_id, access_token) | EMPTY


def refuse(refusal: Refusal) -> Response:
    """Return the error body, or the one that a body which breaks the schema gets."""
    if isinstance(refusal, SchemaRefusal):
        return replies.json_response(refusal.status, {"error_message": refusal.message}, refusal.headers)
    return replies.refuse(refusal)


OBSERVED = Behaviour(
    authenticate=authenticate, validate=validate, find_agent=find_agent, register=register, refuse=refuse
)
