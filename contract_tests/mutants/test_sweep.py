"""The suite tells every server from a correct one that reads the request's schema otherwise in one place."""

from collections.abc import Callable, Iterator

import pytest

from api_conformance.requests import generation
from api_conformance.requests.expectations import GeneratedRequest, Known
from mutants.sweep import Reading, demanding, forgetful, unnoticed
from mutants.trials import PROFILE
from retell_conformance.contract import read as read_contract
from retell_conformance.endpoint import LATEST, UNSPECIFIED
from retell_conformance.reference_server.server_settings import Settings

EVERY_SO_MANIETH = 20


@pytest.fixture(scope="module")
def requests() -> tuple[GeneratedRequest, ...]:
    server = Settings()
    values = {"agent_id": (server.agent_id,), "agent_version": (server.agents[2].version, LATEST)}
    known = Known(values, ("agent_id",), UNSPECIFIED)
    return tuple(generation.for_run(read_contract(), known, fuzzing=PROFILE.fuzzing, seed=0))


@pytest.mark.parametrize(("read", "least"), [(forgetful, 500), (demanding, 300)], ids=["laxer", "stricter"])
def test_a_schema_that_is_read_otherwise_shows(
    read: Callable[[], Iterator[Reading]], least: int, requests: tuple[GeneratedRequest, ...]
) -> None:
    readings = list(read())
    assert len(readings) >= least
    # Every one of them takes minutes; which are tried is the same in each run, and `make test-faulty` tries all.
    assert unnoticed(readings[::EVERY_SO_MANIETH], requests) == []
