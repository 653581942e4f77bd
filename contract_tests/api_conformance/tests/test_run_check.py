"""Tests of the outcome of a rule over several operations, some of which could not be checked."""

from collections.abc import Iterator

import pytest

from api_conformance.endpoint import Endpoint
from api_conformance.finding import Finding, LeftOut, NotApplicable, NotChecked, NotInContract, Prevented
from api_conformance.profiles import PROFILES
from api_conformance.rule import Group, Rule
from api_conformance.run import Run
from api_conformance.run_check import check
from api_conformance.transport.target import Target
from api_conformance.transport.traffic import Traffic
from openapi_contract.document import read
from repository import CONTRACT

ENDPOINT = Endpoint(subjects=("createWebCall", "createWebCallV3"))


def outcome(*stops: NotChecked | None) -> str:
    """Return the outcome of a rule for which these stop each operation that registers calls."""
    run = Run(read(CONTRACT), Traffic(Target("http://127.0.0.1:9", "a key")), PROFILES["ci"], 0, ENDPOINT)
    assert len(run.registrations) == len(stops)
    waiting = iter(stops)

    def rule(run: Run) -> Iterator[Finding]:
        run.cache_hits += 1
        stop = next(waiting)
        if stop is not None:
            raise stop
        yield from ()

    return check(Rule("a_rule", "A rule", "", "", Group("", ""), rule, needs_generated=False, last=False), run).kind


@pytest.mark.parametrize("stop", [LeftOut("MAX_REQUESTS"), Prevented("a rate limit")])
def test_a_rule_prevented_for_one_operation_is_not_checked(stop: NotChecked) -> None:
    assert outcome(None, stop) == outcome(stop, None) == "not checked"


@pytest.mark.parametrize("stop", [NotInContract("no such property"), NotApplicable("no time is told")])
def test_a_rule_that_does_not_apply_to_one_operation_is_checked_by_the_other(stop: NotChecked) -> None:
    assert outcome(None, stop) == outcome(stop, None) == "passed"
    assert outcome(stop, stop) == "not checked"
