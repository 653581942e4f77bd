"""Tests of values that a server may reject although the contract allows them."""

from typing import Any

import pytest

from api_conformance.endpoint import NOTHING_UNSPECIFIED, Unspecified
from api_conformance.requests.unspecified import is_unspecified
from openapi_contract.document import Document


@pytest.mark.parametrize(("value", "left_open"), [(1, True), (1.0, True), (True, False), ("1", False)])
def test_a_retired_value_differs_from_values_equal_to_it_in_python(value: Any, left_open: bool) -> None:
    schema = Document("retired", {}).schema({"properties": {"version": {"x-retired": [1]}}})

    assert is_unspecified(schema, {"version": value}, NOTHING_UNSPECIFIED) is left_open


@pytest.mark.parametrize(("value", "left_open"), [(True, True), (1, False), ("true", False)])
def test_an_unspecified_value_differs_from_values_equal_to_it_in_python(value: Any, left_open: bool) -> None:
    schema = Document("unspecified", {}).schema({})

    assert is_unspecified(schema, {"mode": value}, Unspecified((), (("mode", True),))) is left_open


@pytest.mark.parametrize(
    ("schema", "left_open"),
    [({"type": "integer"}, True), ({"enum": [2]}, True), ({"type": ["number", "null"]}, False), ({}, False)],
)
def test_two_with_a_decimal_point_is_left_open_where_a_server_may_read_an_integer(
    schema: dict[str, Any], left_open: bool
) -> None:
    body = Document("numbers", {}).schema({"properties": {"value": schema}})

    assert is_unspecified(body, {"value": 2.0}, NOTHING_UNSPECIFIED) is left_open
    assert not is_unspecified(body, {"value": 2}, NOTHING_UNSPECIFIED)
