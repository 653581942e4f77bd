"""Whether a request is one that the contract allows."""

from functools import cache
from typing import Any

import jsonschema_rs

from contract_tests.reference_server import documented
from contract_tests.reference_server.replies import Refusal
from scripts.contract.document import Document, read
from scripts.contract.schema import schema_of

LONGEST_PLACE = 200  # names in a body are the sender's, and may be as long as the body


def validate(body: Any) -> None:
    """Raise a 400 `Refusal` that says where the body is wrong and what is promised, but not what was sent."""
    try:
        request_validator().validate(body)
    except jsonschema_rs.ValidationError as error:
        place = "/".join(["the body", *map(str, error.instance_path)])
        raise Refusal(400, f"{place[:LONGEST_PLACE]}: {error.message}") from None


def request_validator() -> jsonschema_rs.Validator:
    """Return the validator of requests. Its messages say `the value` where they would quote the body."""
    return _request_validator(read())


@cache
def _request_validator(document: Document) -> jsonschema_rs.Validator:
    schema = documented.registration(document).request_schema or schema_of(document, {})
    return jsonschema_rs.Draft202012Validator(schema.validation_root, mask="the value")
