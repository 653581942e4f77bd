"""Tests of the equality of JSON values and of how texts are shortened for people."""

from typing import Any

import pytest

from openapi_contract.json_data import canonical, same, value_key
from openapi_contract.text import one_line, printable, shortened

EQUAL = {
    "an integer and the same number": (1, 1.0),
    "objects in another order": ({"a": 1, "b": [2]}, {"b": [2.0], "a": 1}),
    "true and true": (True, True),
    "null and null": (None, None),
}
DIFFERENT = {
    "one and true": (1, True),
    "zero and false": (0, False),
    "a number and its text": (1, "1"),
    "null and false": (None, False),
    "true inside an object": ({"a": [True]}, {"a": [1]}),
    "arrays in another order": ([1, 2], [2, 1]),
    "an array and its beginning": ([1, 2], [1]),
    "objects of which one has more": ({"a": 1}, {"a": 1, "b": None}),
    "an empty array and an empty object": ([], {}),
}


@pytest.mark.parametrize(("one", "other"), EQUAL.values(), ids=EQUAL)
def test_equal_json_values_are_equal(one: Any, other: Any) -> None:
    assert same(one, other)
    assert same(other, one)
    assert canonical(one) == canonical(other)
    assert value_key(one) == value_key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_different_json_values_are_not_equal(one: Any, other: Any) -> None:
    assert not same(one, other)
    assert not same(other, one)
    assert canonical(one) != canonical(other)
    assert value_key(one) != value_key(other) or value_key(one) is None


def test_control_characters_are_escaped() -> None:
    assert printable("a\x1b[2Jb\nc\td") == "a\\x1b[2Jb\nc\\td"
    assert one_line("a\x1bb\nc\ud800") == "a\\x1bb\\nc\\ud800"


def test_only_a_longer_text_is_shortened() -> None:
    assert shortened("abc", 3) == "abc"
    assert shortened("abcd", 3) == "abc…"
