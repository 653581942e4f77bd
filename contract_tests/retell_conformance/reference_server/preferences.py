"""The header `Prefer`, by which a request chooses its response, as with other mock servers.

`Prefer: code=429` chooses a status, `Prefer: example=complete` an example of the contract. Other preferences are
ignored, as RFC 7240 allows.
"""

import re
from collections.abc import Iterator
from typing import Any

from attrs import frozen
from starlette.requests import Request

from openapi_contract.json_data import JsonObject
from openapi_contract.operations import JSON, Body, Operation
from retell_conformance.reference_server.faults import failing
from retell_conformance.reference_server.responses import Rejection

PREFERENCE = re.compile(r'\s*(?P<name>code|example)\s*=\s*(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s,;"]+))', re.IGNORECASE)
UNAVAILABLE = 503
"""A status that contracts rarely document, but that clients must handle."""


@frozen
class Preference:
    """The preferences of a request; None leaves the choice to the server."""

    code: int | None = None
    example: str | None = None

    @property
    def applied(self) -> dict[str, str]:
        """The header that confirms the preference."""
        requested = {"code": self.code, "example": self.example}
        return {
            "Preference-Applied": ", ".join(f"{name}={value}" for name, value in requested.items() if value is not None)
        }


def preference(request: Request) -> Preference | None:
    """Return the preference of a request; None if it has none. Raises a 400 `Rejection` if the code is not a status."""
    found = dict(_preferences(request))
    if not found:
        return None
    code = found.get("code")
    if code is not None and not (code.isdecimal() and code.isascii() and len(code) == 3):
        raise Rejection(400, "Prefer asks for a code that is not an HTTP status")
    return Preference(None if code is None else int(code), found.get("example"))


def _preferences(request: Request) -> Iterator[tuple[str, str]]:
    for line in request.headers.getlist("prefer"):
        for part in line.split(","):
            match = PREFERENCE.match(part)
            if match is not None:
                yield match["name"].lower(), match["quoted"] if match["plain"] is None else match["plain"]


def response_body(operation: Operation, preferred: Preference) -> tuple[int, Any] | None:
    """Return the preferred status and body, from the contract; None for the server's usual response.

    Raises a `Rejection` for an error status, and a 400 one for a status or an example that the contract does not have.
    """
    success = min(operation.success_statuses, default=200)
    code = success if preferred.code is None else preferred.code
    described = operation.response(code)
    if described is None and code != UNAVAILABLE:
        raise Rejection(400, f"Prefer asks for the code {code}, which {operation.id} does not document")
    if preferred.example is not None:
        examples = _examples(described)
        if preferred.example not in examples:
            known = ", ".join(examples) or "none"
            raise Rejection(
                400, f"Prefer asks for an example that {operation.id} does not have for {code}; it has {known}"
            )
        return code, examples[preferred.example]
    if code in operation.success_statuses:
        return None
    raise failing(code, "2" if described is not None and "Retry-After" in described.headers else None)


def _examples(described: Body | None) -> JsonObject:
    media_type = {} if described is None else described.content.get(JSON, {})
    named = {name: each["value"] for name, each in media_type.get("examples", {}).items() if "value" in each}
    return named | ({"example": media_type["example"]} if "example" in media_type else {})
