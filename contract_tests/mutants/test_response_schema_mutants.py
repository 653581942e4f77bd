"""Tests of generated mutants that send one wrong value: the suite finds it at any place of a response."""

import pytest

from mutants.response_schema_mutants import RESPONSES, survivors

EVERY_NTH = 20


@pytest.mark.parametrize("operation", RESPONSES)
def test_a_wrong_value_in_a_response_is_found(operation: str) -> None:
    # All of them take half a minute; each run tries the same ones, and `make test-mutants` tries all.
    sent, survived = survivors(operation, EVERY_NTH)

    assert sent >= 3
    assert survived == []
