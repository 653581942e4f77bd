"""The checks as pytest tests, one for each, for users' own test suites."""

from collections.abc import Callable, Iterator

import pytest

from api_conformance import settings as run_settings
from api_conformance.endpoint import Endpoint
from api_conformance.open_run import open_run
from api_conformance.preflight import preflight
from api_conformance.rule import Rule, rules_of
from api_conformance.run import Run
from api_conformance.run_check import check


class CheckBroken(AssertionError):
    """A check is broken."""


def run_of(endpoint: Endpoint) -> Iterator[Run]:
    """Yield a run, for a fixture `run`, on the server of the environment's settings, else on the embedded one."""
    settings = run_settings.read(endpoint, lambda _: None)
    with open_run(settings) as run:
        preflight(run, settings.operations)
        yield run


def each_check(endpoint: Endpoint) -> Callable[[Rule, Run], None]:
    """Return a test for each check, which needs a fixture `run`."""
    rules = sorted(rules_of(endpoint.checks).values(), key=lambda rule: (rule.needs_generated, rule.last))

    @pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in rules])
    def test_check(rule: Rule, run: Run) -> None:
        outcome = check(rule, run)
        if outcome.findings:
            raise CheckBroken("; ".join(f"expected {found.expected}, got {found.got}" for found in outcome.shown))
        if outcome.prevented:
            pytest.fail(f"there is no verdict: {outcome.reason}", pytrace=False)
        if outcome.reason:
            pytest.skip(outcome.reason)

    return test_check
