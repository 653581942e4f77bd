"""Validation of requests against the contract."""

from typing import Any

from openapi_contract.schema import Schema
from openapi_contract.violations import first_violation
from retell_conformance.reference_server import documented
from retell_conformance.reference_server.replies import Refusal

LONGEST_PLACE = 200  # names in a body are the sender's, and may be as long as the body


def validate(body: Any) -> None:
    """Raise a 400 `Refusal` that says where the body is wrong, what is promised there, and which short value came."""
    schema = request_schema()
    first = None if schema.is_valid(body) else first_violation(schema, body)
    if first is not None:
        raise Refusal(400, f"the body{first.pointer}"[:LONGEST_PLACE] + f": {first.message}")


def request_schema() -> Schema:
    """Return the schema of requests, with its validator compiled."""
    document = documented.contract()
    schema = documented.registration(document).request_schema or document.schema({})
    assert schema.validator
    return schema
