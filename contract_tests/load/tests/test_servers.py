"""Tests of the load test: it finds faults that only load shows, and correct servers conform."""

from collections.abc import Callable

import pytest

from load.faulty_servers import CORRECT, FAULTY, LoadServer
from load.tests.conftest import LoadTest
from retell_conformance.reference_server.running import running

pytestmark = [pytest.mark.field, pytest.mark.slow]
IN_A_CROWD = [each for each in FAULTY if each.is_crowded]
Run = Callable[..., LoadTest]


@pytest.mark.parametrize("server", FAULTY, ids=lambda each: each.id)
def test_a_fault_is_found(server: LoadServer, load_test: Run) -> None:
    with running(server.build()) as base_url:
        ran = load_test(base_url)

    assert ran.status == 1, ran.output
    assert f"breaks    {server.found_by}: " in ran.output


@pytest.mark.parametrize("server", IN_A_CROWD, ids=lambda each: each.id)
def test_one_caller_does_not_find_it(server: LoadServer, load_test: Run) -> None:
    with running(server.build()) as base_url:
        ran = load_test(base_url, users=1, requests=150)

    assert ran.status == 0, ran.output


@pytest.mark.parametrize("server", CORRECT, ids=lambda each: each.id)
def test_a_correct_server_conforms(server: LoadServer, load_test: Run) -> None:
    with running(server.build()) as base_url:
        ran = load_test(base_url)

    assert ran.status == 0, ran.output
    assert "The server conforms under this load." in ran.output
