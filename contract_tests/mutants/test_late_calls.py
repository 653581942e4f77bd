"""Tests of a run that waits: it checks that calls which nobody joins end, when, and for which reason."""

import pytest
from attrs import evolve

from mutants.kill import kill, on_trial
from mutants.response import read_call
from mutants.serve import in_process
from mutants.steps import set_to
from mutants.tables import Build
from retell_conformance.rules import RULES

pytestmark = pytest.mark.slow

SECONDS = 1.8
"""Seconds to wait instead of the 45 of PROFILE=deep; the 30 seconds for joining are shortened in proportion."""
ENDING = set_to(seconds_to_join=SECONDS * 2 / 3)
RULE = RULES["a_call_that_nobody_joins_times_out"]


def found_after_waiting(build: Build) -> list[str]:
    with on_trial(build(), in_process, requests=64) as trial:
        trial.run.profile = evolve(trial.run.profile, waits=SECONDS)
        return [each.got for each in kill(RULE, trial).findings]


def test_a_call_that_ends_in_time_passes() -> None:
    assert found_after_waiting(ENDING) == []


@pytest.mark.parametrize(
    ("build", "got"),
    [
        (set_to(seconds_to_join=600), 'call_status: "registered"'),
        (read_call.update(call_status="ended", disconnection_reason="user_hangup"), '"user_hangup"'),
        (read_call.update(call_status="ended", disconnection_reason="inactivity"), '"inactivity"'),
    ],
    ids=["never", "hung-up-by-nobody", "inactive"],
)
def test_a_call_that_ends_never_or_for_another_reason_is_found(build: Build, got: str) -> None:
    found = found_after_waiting(build)  # of each operation that registers calls
    assert found
    assert all(got in each for each in found)


def test_a_run_that_does_not_wait_names_the_profile_that_does() -> None:
    with on_trial(ENDING(), in_process, requests=64) as trial:
        assert "whether it ends" in kill(RULE, trial).left_to_deep
