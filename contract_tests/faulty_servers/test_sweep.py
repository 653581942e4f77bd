"""The suite tells every server from a correct one that reads the request's schema otherwise in one place."""

import pytest

from contract_tests.faulty_servers.sweep import Reading, demanding, forgetful, unnoticed
from contract_tests.faulty_servers.trials import generated_requests
from contract_tests.provider.cases import GeneratedRequest, Known
from contract_tests.reference_server.settings import Settings


@pytest.fixture(scope="module")
def requests() -> tuple[GeneratedRequest, ...]:
    server = Settings()
    return tuple(generated_requests(Known(server.agent_id, server.agents[2].version)))


@pytest.mark.parametrize(
    ("readings", "least"),
    [pytest.param(list(forgetful()), 500, id="laxer"), pytest.param(list(demanding()), 300, id="stricter")],
)
def test_a_schema_that_is_read_otherwise_shows(
    readings: list[Reading], least: int, requests: tuple[GeneratedRequest, ...]
) -> None:
    assert len(readings) >= least
    assert unnoticed(readings, requests) == []
