"""Operators on requests: the keys, content types and bodies that the server accepts, reads or fails on."""

import copy
from collections.abc import Callable
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.types import ASGIApp

from api_conformance.finding import NotInContract
from mutants.json_changes import ABSENT, at, changed_at, mapped, node_at
from mutants.steps import rejects_if, steps
from mutants.tables import Build
from openapi_contract.document import Document
from openapi_contract.json_data import JsonObject
from retell_conformance.contract import read
from retell_conformance.reference_server import authentication, reading, validation
from retell_conformance.reference_server.responses import Rejection
from retell_conformance.reference_server.server_settings import Settings

BODY_SCHEMA = {"$ref": "#/components/schemas/CreateWebCallRequest"}
NOT_FOUND, UNKNOWN_AGENT = (
    Rejection(404, "Not Found"),
    Rejection(422, "Cannot find requested asset under given api key"),
)
INVALID, NOT_JSON = Rejection(400, "The body is not valid"), Rejection(400, "The body is not JSON")

# Fail with 500 on some bodies: by their bytes, by their JSON value, or once they are validated.
fails_to_read = partial(rejects_if, "read_json")
fails_to_validate = partial(rejects_if, "validate")
fails_to_register = partial(rejects_if, "register")
# Fail with 500 on some requests, by their headers.
fails_on = partial(rejects_if, "authenticate")


def also_rejects(is_wrong: Callable[[Any], bool], rejection: Rejection = INVALID) -> Build:
    """Reject some bodies that the contract allows."""
    return rejects_if("find_agent", is_wrong, rejection)


# ---- the key ----


def accepts_key(is_right: Callable[[Request, str], bool]) -> Build:
    """Accept a request only if `is_right(request, key)` is true."""

    def authenticate(request: Request, settings: Settings) -> None:
        if not is_right(request, settings.api_key):
            raise Rejection(401, "The API key is not valid", authentication.CHALLENGE)

    return steps(authenticate=authenticate)


def also_accepts(is_right: Callable[[Request, str], bool]) -> Build:
    """Accept the key as documented, and also requests for which `is_right(request, key)` is true."""

    def authenticate(request: Request, settings: Settings) -> None:
        if not is_right(request, settings.api_key):
            authentication.authenticate(request, settings)

    return steps(authenticate=authenticate)


# ---- the content type ----


def accepts_type(is_right: Callable[[str], bool]) -> Build:
    """Accept a body only if `is_right(content_type)` is true."""

    def check(request: Request) -> None:
        if not is_right(request.headers.get("content-type", "")):
            raise Rejection(415, "The Content-Type must be application/json")

    return steps(check_media_type=check)


# ---- the body ----


def reads_as(change: Callable[[Any], Any]) -> Build:
    """Change the JSON value of a body before it is validated."""
    return steps(read_json=lambda content: change(reading.read_json(content)))


def reads_at(place: str, test: Any, value: Any = ABSENT) -> Build:
    """Replace a value that passes `test` (see `at`), by another or by a function of it, before the validation."""
    is_meant = at(place, test)

    def change(body: Any) -> Any:
        if not isinstance(body, dict) or not is_meant(body):
            return body
        return changed_at(body, place, value(node_at(body, place)) if callable(value) else value)

    return reads_as(change)


def reads_overrides(change: Callable[[Any], Any]) -> Build:
    """Change each value in `agent_override` before it is validated."""

    def changed(body: Any) -> Any:
        if not isinstance(body, dict) or "agent_override" not in body:
            return body
        return {**body, "agent_override": mapped(body["agent_override"], change)}

    return reads_as(changed)


def reads_text_as(change: Callable[[str], str]) -> Build:
    """Change the text of a body before it is parsed."""
    return steps(
        read_json=lambda content: reading.read_json(
            change(content.decode("utf-8", "replace")).encode("utf-8", "replace")
        )
    )


def schema_without(place: str) -> Build:
    """Validate bodies by schemas without a part, such as `AgentSettings/properties/volume/maximum`."""
    *way, last = place.split("/")
    return _with_schemas(lambda schemas: node_at(schemas, "/".join(way)).pop(last))


def schema_with(place: str, **keywords: Any) -> Build:
    """Validate bodies by schemas with these keywords at a place."""
    return _with_schemas(lambda schemas: node_at(schemas, place).update(keywords))


def _with_schemas(change: Callable[[JsonObject], object]) -> Build:
    """Validate bodies by changed schemas. Building the server raises `NotInContract` if the place is missing."""

    def build() -> ASGIApp:
        document = copy.deepcopy(read().root)
        try:
            change(document["components"]["schemas"])
        except (LookupError, AttributeError) as error:
            raise NotInContract(f"the contract has no {error} here") from error
        validator = Document("changed", document).schema(BODY_SCHEMA)

        def validate(body: Any) -> None:
            if not validator.is_valid(body):
                raise INVALID

        return steps(validate=validate)()

    return build


def validates(change: Callable[[Any], Any]) -> Callable[[Any], None]:
    """Make a step that validates a changed body instead of the real one."""
    return lambda body: validation.validate(change(body))
