"""What came of a rule that several operations are asked for: what kept one of them from being asked counts."""

from collections.abc import Iterator

import pytest

from contract_tests.conformance.checking import check
from contract_tests.conformance.finding import Finding, LeftOpen, LeftOut, NotChecked, NotInContract, Prevented
from contract_tests.conformance.rule import Group, Rule
from contract_tests.conformance.run import Run
from contract_tests.conformance.run_settings import PROFILES
from contract_tests.conformance.target import Target
from contract_tests.conformance.traffic import Traffic
from scripts.contract.document import read


def outcome(*stops: NotChecked | None) -> str:
    """Check a rule that is stopped by these, one for each operation that registers calls."""
    run = Run(read(), Traffic(Target("http://127.0.0.1:9", "a key", "an agent")), PROFILES["ci"], seed=0)
    assert len(run.registrations) == len(stops)
    waiting = iter(stops)

    def rule(run: Run) -> Iterator[Finding]:
        run.looked_again += 1
        stop = next(waiting)
        if stop is not None:
            raise stop
        yield from ()

    return check(Rule("a_rule", "A rule", "", "", Group("", ""), rule, needs_generated=False, last=False), run).kind


@pytest.mark.parametrize("stop", [LeftOut("MAX_REQUESTS"), Prevented("a rate limit")])
def test_a_rule_that_was_kept_from_asking_one_operation_is_not_checked(stop: NotChecked) -> None:
    assert outcome(None, stop) == outcome(stop, None) == "not checked"


@pytest.mark.parametrize("stop", [NotInContract("no such property"), LeftOpen("no time is told")])
def test_a_rule_that_one_operation_has_nothing_for_is_checked_by_the_other(stop: NotChecked) -> None:
    assert outcome(None, stop) == outcome(stop, None) == "passed"
    assert outcome(stop, stop) == "not checked"
