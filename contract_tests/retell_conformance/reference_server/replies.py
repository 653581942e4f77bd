"""Responses: calls, and rejections with the error body."""

import json
from collections.abc import Mapping

from starlette.responses import Response

from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import documented


class Refusal(Exception):
    """A request that is not served, with the status and message of the answer."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers


def answer(call: JsonObject) -> Response:
    """Return a registered call: 201, or what the contract says."""
    return json_response(documented.success_status(documented.REGISTRATION), call)


def answer_connection(connection: JsonObject) -> Response:
    """Return how to join a registered call: 201, or what the contract says."""
    return json_response(documented.success_status(documented.CONNECTION), connection)


def show(call: JsonObject) -> Response:
    """Return a call that was asked for: 200, or what the contract says."""
    return json_response(documented.success_status(documented.KEPT), call)


def refuse(refusal: Refusal) -> Response:
    """Return the error body, the same for every error."""
    body = documented.refusal_room(refusal.status).fit({"status": "error", "message": refusal.message})
    return json_response(refusal.status, body, refusal.headers)


def json_response(status: int, body: JsonObject, headers: Mapping[str, str] | None = None) -> Response:
    """Return a JSON answer."""
    content = json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    return Response(content, status, headers, media_type="application/json")
