"""Answers that follow from the contract alone, for operations that the server has no code of its own for."""

import itertools
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from contract_tests import contract
from contract_tests.contract import JsonObject, Operation
from contract_tests.reference_server import answers
from contract_tests.reference_server.answers import Refusal
from contract_tests.reference_server.behaviour import Behaviour
from contract_tests.reference_server.settings import Settings
from contract_tests.samples import body_example, kinds_of

Endpoint = Callable[[Request], Awaitable[Response]]


def route_path(path: str) -> str:
    """The path as Starlette takes it: its variables are numbered, since their names may be no identifiers."""
    numbers = itertools.count()
    return re.sub(r"\{.+?\}", lambda _: f"{{variable_{next(numbers)}}}", path)


def endpoint(document: JsonObject, operation: Operation, behaviour: Behaviour, settings: Settings) -> Endpoint:
    """Answers valid requests with the documented example, or the smallest body there is, and refuses others.

    It keeps nothing, so whatever a path names is there.
    """
    status = min(operation.success_statuses, default=200)
    documented = operation.response(status)
    media_types = documented.get("content", {})
    schema = operation.request_schema
    body_validator = None if schema is None else contract.validator(document, schema)
    refusal = next((each for each in (400, 422) if each in operation.responses), 400)

    async def answer(request: Request) -> Response:
        try:
            return await serve(request)
        except Refusal as refused:
            # The steps refuse a body with 400 or 422, also where the operation documents but one of them.
            if refused.status not in (400, 422) or refused.status in operation.responses:
                raise
            raise Refusal(refusal, refused.message, refused.headers) from refused

    async def serve(request: Request) -> Response:
        if operation.secured:
            behaviour.authenticate(request, settings)
        for parameter in operation.parameters:
            problem = _problem(document, operation, parameter, request)
            if problem is not None:
                raise Refusal(refusal, problem)
        content = await behaviour.read_body(request, settings)
        if body_validator is not None and (content or operation.body_required):
            behaviour.check_media_type(request)
            body = behaviour.read_json(content)
            if not body_validator.is_valid(body):
                raise Refusal(refusal, "The body is not valid")
            if isinstance(body, dict) and "agent_id" in body:
                behaviour.find_agent(body, settings)
        headers = {name: _text(header) for name, header in documented.get("headers", {}).items()}
        if "application/json" not in media_types:
            return Response(status_code=status, headers=headers, media_type=next(iter(media_types), None))
        return answers.json_response(status, body_example(document, documented), headers)

    def _text(header: JsonObject) -> str:
        return str(_example_of(document, contract.resolve(document, header)))

    return answer


def _problem(document: JsonObject, operation: Operation, parameter: JsonObject, request: Request) -> str | None:
    """What is wrong with a parameter in the path or the query."""
    place, name = parameter["in"], parameter["name"]
    if place == "path":
        number = re.findall(r"\{(.+?)\}", operation.path).index(name)
        texts = [request.path_params[f"variable_{number}"]]
    elif place == "query":
        texts = request.query_params.getlist(name)
    else:
        texts = [request.headers[name]] if place == "header" and name in request.headers else []
    if not texts:
        return f"The parameter {name} is missing" if parameter.get("required") and place != "cookie" else None
    schema = contract.resolve(document, parameter.get("schema", {}))
    kinds = kinds_of(schema)
    readings: list[Any] = [texts, _read(texts)] if "array" in kinds else [texts[-1], *_read(texts[-1:])]
    valid = contract.validator(document, schema)
    return None if any(valid.is_valid(reading) for reading in readings) else f"The parameter {name} is not valid"


def _read(texts: list[str]) -> list[Any]:
    """The texts as JSON values, where they are any."""
    values = []
    for text in texts:
        try:
            values.append(json.loads(text))
        except (ValueError, RecursionError):
            values.append(text)
    return values


def _example_of(document: JsonObject, header: JsonObject) -> Any:
    schema = contract.resolve(document, header.get("schema", {}))
    if "example" in header:
        return header["example"]
    return next(iter(schema.get("examples", ())), schema.get("default", 1))
