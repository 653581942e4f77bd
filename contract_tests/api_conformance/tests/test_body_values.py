"""The chosen values of each field of a body."""

from api_conformance.endpoint import NOTHING_UNSPECIFIED
from api_conformance.requests.body_values import bodies
from openapi_contract.document import Document
from openapi_contract.json_data import json_type


def test_an_array_is_replaced_by_a_value_of_every_other_type() -> None:
    # The coverage phase leaves out an array whose items another array has too.
    schema = Document("small", {}).schema({"type": "object", "properties": {"tools": {"type": "array"}}})
    values = [each.value["tools"] for each in bodies(schema, NOTHING_UNSPECIFIED) if each.scenario == "field: /tools"]

    assert {json_type(each) for each in values} == {"array", "boolean", "integer", "null", "object", "string"}
