"""Tests of the diff of the contract's first real change, from 1.0.0 to 2.0.0: the report names each break."""

from pathlib import Path

import pytest

from contract_diff.audiences import Audience
from contract_diff.changes import Comparison, compare_contracts
from contract_diff.formats import Report, as_text
from contract_diff.versions import Verdict
from openapi_contract.document import read
from repository import CONTRACT

FIRST = Path(__file__).parent / "revisions" / "01-the-first-contract" / "create-web-call.yaml"


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare_contracts(read(FIRST), read(CONTRACT))


def test_no_sender_is_broken(comparison: Comparison) -> None:
    assert [each for each in comparison.breaking if each.audience is Audience.SENDERS] == []


def test_a_class_replaced_by_a_union_that_contains_it_breaks_no_program(comparison: Comparison) -> None:
    """`model_choice` and `language` take what they took before, and an error without a message is read as ever."""
    broken = {each.pointer for each in comparison.breaking if each.audience is Audience.CLIENT}
    assert broken == {"/components/schemas/CallCost/required/1", "/components/schemas/CallCost/required/2"}


def test_many_similar_changes_in_one_place_are_one_line(comparison: Comparison) -> None:
    text = as_text(Report(comparison, Verdict(), "", (), None))
    [line] = [each for each in text.splitlines() if "/components/schemas/LlmModel/enum" in each]
    assert "27 changes of one kind" in line
    assert len(text.splitlines()) < 100
