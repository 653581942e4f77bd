"""The suite tells every server from a correct one that reads the request's schema otherwise in one place."""

from collections.abc import Callable, Iterator

import pytest

from contract_tests.conformance.requests import generation
from contract_tests.conformance.requests.expectations import GeneratedRequest, Known
from contract_tests.faulty_servers.sweep import Reading, demanding, forgetful, unnoticed
from contract_tests.faulty_servers.trials import PROFILE
from contract_tests.reference_server.server_settings import Settings
from scripts.contract.document import read as read_contract

EVERY_SO_MANIETH = 20


@pytest.fixture(scope="module")
def requests() -> tuple[GeneratedRequest, ...]:
    server = Settings()
    known = Known(server.agent_id, server.agents[2].version)
    return tuple(generation.for_run(read_contract(), known, fuzzing=PROFILE.fuzzing, seed=0))


@pytest.mark.parametrize(("read", "least"), [(forgetful, 500), (demanding, 300)], ids=["laxer", "stricter"])
def test_a_schema_that_is_read_otherwise_shows(
    read: Callable[[], Iterator[Reading]], least: int, requests: tuple[GeneratedRequest, ...]
) -> None:
    readings = list(read())
    assert len(readings) >= least
    # Every one of them takes minutes; which are tried is the same in each run, and `make test-faulty` tries all.
    assert unnoticed(readings[::EVERY_SO_MANIETH], requests) == []
