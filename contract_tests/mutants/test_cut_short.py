"""Tests of a run that ends before the generated requests are sent: it judges the responses, and does not pass."""

import pytest

from api_conformance.run_check import Outcome, check
from mutants.kill import on_trial
from mutants.serve import in_process
from mutants.steps import rejects, steps
from mutants.tables import Build
from retell_conformance.reference_server.app import create_app
from retell_conformance.rules import RULES

pytestmark = pytest.mark.slow

RULE = RULES["every_request_is_answered_without_a_server_error"]


def after_one_request(build: Build) -> Outcome:
    """Check the rule in a run whose budget is one request, which is sent."""
    with on_trial(build(), in_process) as trial:
        trial.run.sent = None
        trial.run.traffic.max_requests = 1
        trial.run.create()
        return check(RULE, trial.run)


def test_responses_before_the_end_are_judged() -> None:
    outcome = after_one_request(steps(validate=rejects(500)))
    assert [finding.got for finding in outcome.findings] == ["status 500"]


def test_a_run_cut_short_does_not_pass() -> None:
    outcome = after_one_request(create_app)
    assert (outcome.kind, outcome.reason) == ("not checked", "the limit MAX_REQUESTS=1 is reached")
