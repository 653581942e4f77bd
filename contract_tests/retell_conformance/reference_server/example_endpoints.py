"""Responses made from the contract, for operations that the server does not implement."""

import itertools
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from openapi_contract.document import Document
from openapi_contract.example_values import body_example
from openapi_contract.json_data import JsonObject
from openapi_contract.operations import Operation, Parameter
from retell_conformance.reference_server import responses
from retell_conformance.reference_server.behaviour import Behaviour
from retell_conformance.reference_server.responses import Rejection
from retell_conformance.reference_server.server_settings import Settings

Endpoint = Callable[[Request], Awaitable[Response]]


def route_path(path: str) -> str:
    """Return the path for Starlette, with numbers as variables, since their names may not be identifiers."""
    numbers = itertools.count()
    return re.sub(r"\{.+?\}", lambda _: f"{{variable_{next(numbers)}}}", path)


def endpoint(document: Document, operation: Operation, behaviour: Behaviour, settings: Settings) -> Endpoint:
    """Return an endpoint that responds with the documented example, or the smallest valid body, and rejects others.

    It stores nothing, so every id in a path exists.
    """
    status = min(operation.success_statuses, default=200)
    documented = operation.response(status)
    schema = operation.request_schema
    written = {} if documented is None else documented.headers
    headers = {name: str(_example_of(document, each)) for name, each in written.items()}
    rejection = next((each for each in (400, 422) if each in operation.responses), 400)

    async def answer(request: Request) -> Response:
        try:
            return await serve(request)
        except Rejection as refused:
            # The steps reject a body with 400 or 422, though the operation may document only one of them.
            if refused.status not in (400, 422) or refused.status in operation.responses:
                raise
            raise Rejection(rejection, refused.message, refused.headers) from refused

    async def serve(request: Request) -> Response:
        if operation.secured:
            behaviour.authenticate(request, settings)
        for parameter in operation.parameters:
            problem = _problem(operation, parameter, request)
            if problem is not None:
                raise Rejection(rejection, problem)
        content = await behaviour.read_body(request, settings)
        if schema is not None and (content or operation.body_required):
            behaviour.check_media_type(request)
            body = behaviour.read_json(content)
            if not schema.is_valid(body):
                raise Rejection(rejection, "The body is not valid")
            if isinstance(body, dict) and "agent_id" in body:
                behaviour.find_agent(body, settings)
        if documented is None or documented.schema is None:
            media_type = None if documented is None else next(iter(documented.content), None)
            return Response(status_code=status, headers=headers, media_type=media_type)
        return responses.json_response(status, body_example(documented), headers)

    return answer


def _problem(operation: Operation, parameter: Parameter, request: Request) -> str | None:
    """Return the fault of a parameter in the path, the query string or a header."""
    place, name = parameter.place, parameter.name
    if place == "path":
        number = re.findall(r"\{(.+?)\}", operation.path).index(name)
        texts = [request.path_params[f"variable_{number}"]]
    elif place == "query":
        texts = request.query_params.getlist(name)
    else:
        texts = [request.headers[name]] if place == "header" and name in request.headers else []
    if not texts:
        return f"The parameter {name} is missing" if parameter.required and place != "cookie" else None
    schema = parameter.schema
    readings: list[Any] = [texts, _read(texts)] if "array" in schema.types else [texts[-1], *_read(texts[-1:])]
    return None if any(schema.is_valid(reading) for reading in readings) else f"The parameter {name} is not valid"


def _read(texts: list[str]) -> list[Any]:
    """Return the texts as JSON values if possible, else unchanged."""
    values = []
    for text in texts:
        try:
            values.append(json.loads(text))
        except (ValueError, RecursionError):
            values.append(text)
    return values


def _example_of(document: Document, header: JsonObject) -> Any:
    definition = document.schema(header.get("schema", {})).definition
    if "example" in header:
        return header["example"]
    return next(iter(definition.get("examples", ())), definition.get("default", 1))
