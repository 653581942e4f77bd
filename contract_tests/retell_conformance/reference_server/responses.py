"""The responses: calls, and rejections with the error body."""

import json
from collections.abc import Mapping

from starlette.responses import Response

from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import documented


class Rejection(Exception):
    """The rejection of a request, with the status and message of the response."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers


def answer(call: JsonObject) -> Response:
    """Return a registered call, with 201 or the status of the contract."""
    return json_response(documented.success_status(documented.REGISTRATION), call)


def answer_connection(connection: JsonObject) -> Response:
    """Return the data for joining a registered call, with 201 or the status of the contract."""
    return json_response(documented.success_status(documented.CONNECTION), connection)


def show(call: JsonObject) -> Response:
    """Return a requested call, with 200 or the status of the contract."""
    return json_response(documented.success_status(documented.KEPT), call)


def reject(rejection: Rejection) -> Response:
    """Return the error body, the same for every error."""
    body = documented.error_shape(rejection.status).select({"status": "error", "message": rejection.message})
    return json_response(rejection.status, body, rejection.headers)


def json_response(status: int, body: JsonObject, headers: Mapping[str, str] | None = None) -> Response:
    """Return a JSON response."""
    content = json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    return Response(content, status, headers, media_type="application/json")
