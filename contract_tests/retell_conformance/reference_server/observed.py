"""The server as the live API was seen to behave, where it differs from the documentation."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import authentication, calls, responses, validation
from retell_conformance.reference_server.behaviour import Behaviour
from retell_conformance.reference_server.responses import Rejection
from retell_conformance.reference_server.server_settings import Agent, Settings

# Properties of a call that has just been registered.
EMPTY: JsonObject = {
    "latency": {},
    "call_cost": {"product_costs": [], "total_duration_seconds": 0, "total_duration_unit_price": 0, "combined_cost": 0},
    "custom_sip_headers": {},
}
LONGEST_SAID = 100


class SchemaRejection(Rejection):
    """A body that breaks the schema, for which the live API has an error body of its own."""


def authenticate(request: Request, settings: Settings) -> None:
    """Reject with the one message that was seen."""
    try:
        authentication.authenticate(request, settings)
    except Rejection as rejection:
        raise Rejection(401, "Invalid API Key.", rejection.headers) from rejection


def validate(body: Any) -> None:
    """Reject an invalid body with a path below `request/body`."""
    try:
        validation.validate(body)
    except Rejection as rejection:
        raise SchemaRejection(400, rejection.message.replace("the body", "request/body", 1)) from rejection


def find_agent(body: JsonObject, settings: Settings) -> Agent:
    """Reject an unknown agent or version with 404."""
    try:
        return calls.find_agent(body, settings)
    except Rejection as rejection:
        raise Rejection(404, f"Item {str(body.get('agent_id'))[:LONGEST_SAID]} not found from agent") from rejection


def register(body: JsonObject, agent: Agent, call_id: str, access_token: str) -> JsonObject:
    """Return the new call, with the empty properties that the live API sends."""
    return calls.register(body, agent, call_id, access_token) | EMPTY


def reject(rejection: Rejection) -> Response:
    """Return the error body, which differs for a body that breaks the schema."""
    if isinstance(rejection, SchemaRejection):
        return responses.json_response(rejection.status, {"error_message": rejection.message}, rejection.headers)
    return responses.reject(rejection)


OBSERVED = Behaviour(
    authenticate=authenticate, validate=validate, find_agent=find_agent, register=register, reject=reject
)
