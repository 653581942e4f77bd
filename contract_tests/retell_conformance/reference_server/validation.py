"""The validation of requests against the contract."""

from typing import Any

from openapi_contract.schema import Schema
from openapi_contract.violations import first_violation
from retell_conformance.reference_server import documented
from retell_conformance.reference_server.responses import Rejection

LONGEST_PLACE = 200  # the sender chooses the names in a body, which may be as long as the body


def validate(body: Any) -> None:
    """Raise a 400 `Rejection` with the place of the first fault, the requirement, and the value if it is short."""
    schema = request_schema()
    first = None if schema.is_valid(body) else first_violation(schema, body)
    if first is not None:
        raise Rejection(400, f"the body{first.pointer}"[:LONGEST_PLACE] + f": {first.message}")


def request_schema() -> Schema:
    """Return the schema of requests, with its validator compiled."""
    document = documented.contract()
    schema = documented.registration(document).request_schema or document.schema({})
    assert schema.validator
    return schema
