"""The header `Prefer`, by which a request chooses its response, as other mock servers have it too.

`Prefer: code=429` asks for a status, `Prefer: example=complete` for an example of the contract. Other preferences are
ignored, as RFC 7240 lets a server do.
"""

import re
from collections.abc import Iterator
from typing import Any

from attrs import frozen
from starlette.requests import Request

from openapi_contract.json_data import JsonObject
from openapi_contract.operations import JSON, Body, Operation
from retell_conformance.reference_server.faults import failing
from retell_conformance.reference_server.replies import Refusal

PREFERENCE = re.compile(r'\s*(?P<name>code|example)\s*=\s*(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s,;"]+))', re.IGNORECASE)
UNAVAILABLE = 503
"""A status that contracts leave out, and clients meet."""


@frozen
class Preference:
    """Preferences of a request; None leaves the choice to the server."""

    code: int | None = None
    example: str | None = None

    @property
    def applied(self) -> dict[str, str]:
        """The header that says that the preference was followed."""
        asked = {"code": self.code, "example": self.example}
        return {
            "Preference-Applied": ", ".join(f"{name}={value}" for name, value in asked.items() if value is not None)
        }


def preference(request: Request) -> Preference | None:
    """Return what a request prefers; None if it does not say. Raises a 400 `Refusal` if the code is no status."""
    found = dict(_preferences(request))
    if not found:
        return None
    code = found.get("code")
    if code is not None and not (code.isdecimal() and code.isascii() and len(code) == 3):
        raise Refusal(400, "Prefer asks for a code that is no status")
    return Preference(None if code is None else int(code), found.get("example"))


def _preferences(request: Request) -> Iterator[tuple[str, str]]:
    for line in request.headers.getlist("prefer"):
        for part in line.split(","):
            match = PREFERENCE.match(part)
            if match is not None:
                yield match["name"].lower(), match["quoted"] if match["plain"] is None else match["plain"]


def response_body(operation: Operation, preferred: Preference) -> tuple[int, Any] | None:
    """Return the status and body that are preferred, from the contract; None for the server's usual response.

    Raises a `Refusal` for a status with the server's usual error body, and a 400 one for what the contract does not
    have.
    """
    success = min(operation.success_statuses, default=200)
    code = success if preferred.code is None else preferred.code
    described = operation.response(code)
    if described is None and code != UNAVAILABLE:
        raise Refusal(400, f"Prefer asks for the code {code}, which {operation.id} does not document")
    if preferred.example is not None:
        examples = _examples(described)
        if preferred.example not in examples:
            known = ", ".join(examples) or "none"
            raise Refusal(
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
