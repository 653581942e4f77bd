"""Tests of conforming servers: no check reports a finding on one."""

import pytest

from api_conformance.preflight import preflight
from api_conformance.requests.expectations import Expectation
from mutants.catalogue import CONFORMING
from mutants.kill import everything, of_the_reference_server, on_trial
from mutants.tables import ConformingServer

pytestmark = pytest.mark.slow

# `make test-mutants` sends all requests, and checks the reports.
MOST_REQUESTS = 1_000
EVERY_NTH = 4
"""Conforming servers that `make test` tries; CI tries the others too."""
ROWS = [
    pytest.param(row, marks=[pytest.mark.thorough] if number % EVERY_NTH else [], id=row.id)
    for number, row in enumerate(CONFORMING)
]


def test_every_valid_body_of_the_coverage_phase_must_be_served() -> None:
    covering = [each for each in of_the_reference_server() if each.scenario == "coverage: valid_object"]

    assert len(covering) > 50
    assert {each.expectation for each in covering} == {Expectation.ACCEPT}


@pytest.mark.parametrize("conforming", ROWS)
def test_no_check_reports_a_conforming_server(conforming: ConformingServer) -> None:
    server = conforming.server
    most = server.requests or MOST_REQUESTS
    chosen = most if server.chosen else None
    with on_trial(
        server.build(), server.line, requests=most, chosen=chosen, cases=server.cases, about=conforming.sentence
    ) as trial:
        preflight(trial.run)
        outcomes = everything(trial)
        assert {each.rule.id: each.shown[0].got for each in outcomes if each.findings} == {}, conforming.sentence
