"""No rule accuses a correct server of the catalogue."""

import pytest

from api_conformance.preflight import preflight
from mutants.catalogue import VARIANTS
from mutants.entries import Variant
from mutants.reported import faults_of_reports
from mutants.trials import everything, on_trial

# `make test-faulty` sends them all.
MOST_REQUESTS = 1_000


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.id)
def test_a_correct_server_is_not_accused(variant: Variant) -> None:
    about, most = f"{variant.id} {variant.unlike}", variant.requests or MOST_REQUESTS
    with on_trial(variant.build(), variant.line, requests=most, cases=variant.cases, about=about) as trial:
        preflight(trial.run)
        outcomes = everything(trial)
        assert {each.rule.id: each.shown[0].got for each in outcomes if each.findings} == {}, variant.unlike
        assert faults_of_reports(trial.run, outcomes) == []
