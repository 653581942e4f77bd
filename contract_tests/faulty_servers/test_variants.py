"""No rule accuses a correct server of the catalogue."""

import pytest

from contract_tests.conformance.probe import probe
from contract_tests.faulty_servers.catalogue import VARIANTS
from contract_tests.faulty_servers.entries import Variant
from contract_tests.faulty_servers.trials import accusations, on_trial

# `make test-faulty` sends them all.
MOST_REQUESTS = 1_000


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.id)
def test_a_correct_server_is_not_accused(variant: Variant) -> None:
    about, most = f"{variant.id} {variant.unlike}", variant.requests or MOST_REQUESTS
    with on_trial(variant.build(), variant.line, requests=most, cases=variant.cases, about=about) as trial:
        probe(trial.run)
        accused = accusations(trial)
    assert {each.rule.id: each.shown[0].got for each in accused} == {}, variant.unlike
