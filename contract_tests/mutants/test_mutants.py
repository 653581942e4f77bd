"""Tests of mutants: each is killed by its check."""

import pytest

from api_conformance.finding import NotInContract
from api_conformance.preflight import preflight
from mutants.catalogue import MUTANTS
from mutants.kill import PROFILE, kill, on_trial
from mutants.reported import faults_of_reports
from mutants.tables import SECONDS_TO_ANSWER, Mutant
from retell_conformance.rules import RULES

pytestmark = pytest.mark.slow

# Contracts of the checks that need another one.
CHOSEN = 1_000
LINKED = {"a_call_is_found_by_its_link": PROFILE.linked}


# The reports on the others, which CI checks too, take as long as finding them.
REPORTED = {each.check: each for each in reversed(MUTANTS)}.values()
ROWS = [
    *(pytest.param(each, each in REPORTED, id=each.id) for each in MUTANTS),
    *(
        pytest.param(each, True, id=f"{each.id}-in-every-report", marks=pytest.mark.thorough)
        for each in MUTANTS
        if each not in REPORTED
    ),
]


@pytest.mark.parametrize(("mutant", "in_every_report"), ROWS)
def test_a_mutant_is_killed_by_its_check(mutant: Mutant, in_every_report: bool) -> None:
    linked, server = LINKED.get(mutant.check, 0), mutant.server
    try:
        with on_trial(
            server.build(),
            server.line,
            linked=linked,
            chosen=CHOSEN if server.chosen else None,
            about=mutant.sentence,
            seconds_to_answer=SECONDS_TO_ANSWER,
        ) as trial:
            found = kill(RULES[mutant.check], trial)
            assert not in_every_report or faults_of_reports(trial.run, [found]) == []
    except NotInContract as reason:
        pytest.skip(str(reason))
    if mutant.is_note:
        assert found.findings == (), mutant.sentence
    assert found.notes if mutant.is_note else found.findings, (
        f"{mutant.check} does not kill it with {len(trial.run.traffic.exchanges)} requests: {found.reason}"
    )


def test_a_late_response_while_the_server_starts_counts_as_late() -> None:
    (mutant,) = (each for each in MUTANTS if each.id == "waits-too-long-before-its-first-response")
    server = mutant.server
    with on_trial(server.build(), server.line, seconds_to_answer=SECONDS_TO_ANSWER) as trial:
        preflight(trial.run)
        assert kill(RULES[mutant.check], trial).findings
