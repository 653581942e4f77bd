"""Tests of receivers: each wrong one is found by its rule, and correct ones break no rule."""

import pytest

from mutants.receivers.by_hand import case_sensitive
from mutants.receivers.right import Receiver
from mutants.receivers.trial import RULES, outcomes, run_at, run_on
from mutants.receivers.wrong import NOTED, WRONG, Table

ANY_CASE = "the_name_of_the_header_may_have_any_case"


def each(table: Table) -> pytest.MarkDecorator:
    """Run a test with each receiver of a table."""
    rows = [
        pytest.param(rule, steps, id=sentence.replace(" ", "-"))
        for rule, receivers in table.items()
        for sentence, steps in receivers.items()
    ]
    return pytest.mark.parametrize(("rule", "steps"), rows)


def test_a_correct_receiver_breaks_no_rule() -> None:
    with run_on(Receiver().app()) as run:
        found = outcomes(run)
    assert {each.rule.id: each.kind for each in found} == dict.fromkeys(RULES, "passed")
    assert [each.notes for each in found if each.notes] == []


@pytest.mark.slow
@each(WRONG)
def test_a_wrong_receiver_is_found_by_its_rule(rule: str, steps: Receiver) -> None:
    with run_on(steps.app()) as run:
        assert rule in {each.rule.id for each in outcomes(run) if each.findings}


@each(NOTED)
def test_unspecified_behaviour_of_a_receiver_is_a_note(rule: str, steps: Receiver) -> None:
    with run_on(steps.app()) as run:
        found = outcomes(run)
    assert rule in {each.rule.id for each in found if each.notes}
    assert [each.findings for each in found if each.findings] == []


def test_a_receiver_with_case_sensitive_header_names_is_found() -> None:
    with case_sensitive() as url, run_at(url) as run:
        assert {each.rule.id for each in outcomes(run) if each.findings} == {ANY_CASE}


def test_every_rule_has_a_wrong_receiver() -> None:
    assert {*WRONG, *NOTED, ANY_CASE} == {*RULES}
