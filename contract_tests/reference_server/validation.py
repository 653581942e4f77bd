"""Whether a request is one that the contract allows."""

from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from contract_tests import contract
from contract_tests.reference_server import documented
from contract_tests.reference_server.answers import Refusal

LONGEST_PLACE = 200  # names in a body are the sender's, and may be as long as the body


def validate(body: Any) -> None:
    """Raises a 400 `Refusal` that says where the body is wrong and what is promised, but not what was sent."""
    try:
        request_validator().validate(body)
    except jsonschema_rs.ValidationError as error:
        place = "/".join(["the body", *map(str, error.instance_path)])
        raise Refusal(400, f"{place[:LONGEST_PLACE]}: {error.message}") from None


def request_validator() -> jsonschema_rs.Validator:
    """The validator of the contract's request schema. Its messages say `the value` where they would quote the body."""
    return _request_validator(contract.path())


@cache
def _request_validator(path: Path) -> jsonschema_rs.Validator:
    schema = documented.registration().request_schema or {}
    components = contract.read(path).get("components", {})
    return jsonschema_rs.Draft202012Validator({**schema, "components": components}, mask="the value")
