"""No check accuses a conforming server of the catalogue."""

import pytest

from api_conformance.preflight import preflight
from mutants.catalogue import CONFORMING
from mutants.kill import everything, on_trial
from mutants.reported import faults_of_reports
from mutants.tables import ConformingServer

pytestmark = pytest.mark.slow

# `make test-mutants` sends them all.
MOST_REQUESTS = 1_000


@pytest.mark.parametrize("conforming", CONFORMING, ids=lambda conforming: conforming.id)
def test_a_conforming_server_is_not_accused(conforming: ConformingServer) -> None:
    server = conforming.server
    most = server.requests or MOST_REQUESTS
    with on_trial(server.build(), server.line, requests=most, cases=server.cases, about=conforming.sentence) as trial:
        preflight(trial.run)
        outcomes = everything(trial)
        assert {each.rule.id: each.shown[0].got for each in outcomes if each.findings} == {}, conforming.sentence
        assert faults_of_reports(trial.run, outcomes) == []
