"""Each defect of the catalogue is found by the rule that it names."""

import pytest

from api_conformance.finding import NotInContract
from mutants.catalogue import DEFECTS
from mutants.entries import SECONDS_TO_ANSWER, Defect
from mutants.reported import faults_of_reports
from mutants.trials import PROFILE, found_by, on_trial
from retell_conformance.rules import RULES

# Of the rules that need them.
LINKED = {"a_call_is_found_by_its_link": PROFILE.linked}


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.id)
def test_a_defect_is_found_by_its_rule(defect: Defect) -> None:
    try:
        about = f"{defect.id} {defect.wrong}"
        linked = LINKED.get(defect.rule, 0)
        with on_trial(
            defect.build(), defect.line, linked=linked, about=about, seconds_to_answer=SECONDS_TO_ANSWER
        ) as trial:
            found = found_by(RULES[defect.rule], trial)
            assert faults_of_reports(trial.run, [found]) == []
    except NotInContract as reason:
        pytest.skip(str(reason))
    if defect.is_note:
        assert found.findings == (), defect.wrong
    assert found.notes if defect.is_note else found.findings, (
        f"{defect.rule} missed it after {len(trial.run.traffic.exchanges)} requests: {defect.wrong} {found.reason}"
    )
