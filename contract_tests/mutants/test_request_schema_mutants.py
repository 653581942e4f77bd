"""Tests of generated mutants that validate one part of a request wrongly: the suite kills them."""

from collections.abc import Callable, Iterator

import pytest

from api_conformance.requests import generation
from api_conformance.requests.expectations import GeneratedRequest, Known
from mutants.kill import PROFILE
from mutants.request_schema_mutants import RequestSchemaMutant, lax, strict, survivors
from retell_conformance.contract import read as read_contract
from retell_conformance.endpoint import LATEST, UNSPECIFIED
from retell_conformance.reference_server.server_settings import Settings

pytestmark = pytest.mark.slow

EVERY_NTH = 40


@pytest.fixture(scope="module")
def requests() -> tuple[GeneratedRequest, ...]:
    server = Settings()
    values = {"agent_id": (server.agent_id,), "agent_version": (server.agents[2].version, LATEST)}
    known = Known(values, ("agent_id",), UNSPECIFIED)
    return tuple(generation.for_run(read_contract(), known, fuzzing=PROFILE.fuzzing, seed=0))


@pytest.mark.parametrize(("generate", "least"), [(lax, 500), (strict, 300)], ids=["lax", "strict"])
def test_a_mutant_of_validation_is_killed(
    generate: Callable[[], Iterator[RequestSchemaMutant]], least: int, requests: tuple[GeneratedRequest, ...]
) -> None:
    mutants = list(generate())
    assert len(mutants) >= least
    # All of them take minutes; each run tries the same ones, and `make test-mutants` tries all.
    assert survivors(mutants[::EVERY_NTH], requests) == []
