"""The pytest front of the rules: a test for each, so that pytest's own options work."""

from collections.abc import Iterable
from typing import Any

import pytest

from contract_tests.conformance.checking import Outcome, check
from contract_tests.conformance.rule import Rule
from contract_tests.conformance.rules import RULES
from contract_tests.conformance.run import Run

OUTCOME = pytest.StashKey[Outcome]()


class RuleBroken(AssertionError):
    """Raised for a rule that found something."""


def each(rules: Iterable[Rule]) -> pytest.MarkDecorator:
    """Parametrise a test with rules."""
    return pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in rules])


def judge(rule: Rule, run: Run, request: pytest.FixtureRequest) -> None:
    """Check a rule, and leave what came of it for the reports."""
    outcome = check(rule, run)
    node: Any = request.node
    node.stash[OUTCOME] = outcome
    if outcome.findings:
        raise RuleBroken("; ".join(f"expected {found.expected}, got {found.got}" for found in outcome.shown))
    if outcome.reason:
        pytest.skip(outcome.reason)


# Two classes, since `-n` keeps a class in one process: that of the second sends the generated requests once.
class TestRulesWithRequestsOfTheirOwn:
    @each(rule for rule in RULES.values() if not rule.needs_generated)
    def test_rule(self, rule: Rule, run: Run, request: pytest.FixtureRequest) -> None:
        """The server keeps the rule."""
        judge(rule, run, request)


class TestRulesAboutAllRequests:
    @each(rule for rule in RULES.values() if rule.needs_generated)
    def test_rule(self, rule: Rule, run: Run, request: pytest.FixtureRequest) -> None:
        """The server keeps the rule."""
        judge(rule, run, request)
