"""Each defect of the catalogue is found by the rule that it names."""

import pytest

from contract_tests.faulty_servers.catalogue import DEFECTS
from contract_tests.faulty_servers.entries import Defect
from contract_tests.faulty_servers.rules import all_rules
from contract_tests.faulty_servers.trials import found_by, on_trial


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.id)
def test_a_defect_is_found_by_its_rule(defect: Defect) -> None:
    with on_trial(defect.build(), defect.line) as trial:
        found = found_by(all_rules()[defect.rule], trial)
    assert found is not None, f"{defect.rule} missed it after {len(trial.traffic.exchanges)} requests: {defect.wrong}"
