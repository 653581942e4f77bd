"""The receiver's check finds each wrong receiver by the rule that is meant to, and does not accuse right ones."""

import pytest

from mutants.receivers.by_hand import case_sensitive
from mutants.receivers.right import Receiver
from mutants.receivers.trial import RULES, outcomes, run_at, run_on
from mutants.receivers.wrong import WRONG, WrongReceiver


def test_a_right_receiver_is_not_accused() -> None:
    with run_on(Receiver().app()) as run:
        found = outcomes(run)
    assert {each.rule.id: each.kind for each in found} == dict.fromkeys(RULES, "passed")
    assert [each.notes for each in found if each.notes] == []


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.id)
def test_a_wrong_receiver_is_found_by_its_rule(wrong: WrongReceiver) -> None:
    with run_on(wrong.steps.app()) as run:
        found = {each.rule.id: each for each in outcomes(run)}
    findings = {name for name, each in found.items() if each.findings}
    if wrong.is_note:
        assert found[wrong.rule].notes
        assert findings == set()
    else:
        assert wrong.rule in findings


ANY_CASE = "the_name_of_the_header_may_have_any_case"


def test_a_receiver_that_looks_a_header_up_as_it_was_written_is_found() -> None:
    with case_sensitive() as url, run_at(url) as run:
        assert {each.rule.id for each in outcomes(run) if each.findings} == {ANY_CASE}


def test_every_rule_has_a_receiver_that_it_finds() -> None:
    assert {*(wrong.rule for wrong in WRONG), ANY_CASE} == {*RULES}


def test_no_two_receivers_share_an_id() -> None:
    assert len({wrong.id for wrong in WRONG}) == len(WRONG)
