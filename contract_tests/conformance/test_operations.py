"""Which operations a run is about: those that were asked for by name, else those that the server offers."""

import subprocess
from collections.abc import Iterator

import pytest

from contract_tests.conformance.conftest import Conformance
from contract_tests.reference_server.app import create_app
from contract_tests.reference_server.running import running
from contract_tests.reference_server.server_settings import Settings


@pytest.fixture(scope="module")
def v3_alone() -> Iterator[str]:
    with running(create_app(Settings(versions=("v3",)))) as base_url:
        yield base_url


def checked(conformance: Conformance, *options: str) -> "subprocess.CompletedProcess[str]":
    """Check one quick rule with these options."""
    return conformance("--profile", "smoke", "-k", "every_operation_wants_a_key", *options)


def test_an_operation_that_is_not_offered_is_said_and_not_broken(conformance: Conformance, v3_alone: str) -> None:
    run = checked(conformance, "--base-url", v3_alone)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "  checked   createWebCallV3, getCall; not offered: createWebCall\n" in run.stdout


def test_an_operation_that_was_asked_for_must_be_offered(conformance: Conformance, v3_alone: str) -> None:
    run = checked(conformance, "--base-url", v3_alone, "--operation", "createWebCall", "--operation", "getCall")
    assert run.returncode == 2
    assert "does not offer" in run.stderr or "to any path" in run.stderr
    assert run.stderr.count("\n") == 1


def test_those_asked_for_are_all_that_is_checked(conformance: Conformance, v3_alone: str) -> None:
    run = checked(conformance, "--base-url", v3_alone, "--operation", "createWebCallV3")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "  checked   createWebCallV3\n" in run.stdout


def test_a_name_that_the_contract_does_not_have_is_said_in_one_line(conformance: Conformance) -> None:
    run = checked(conformance, "--operation", "getcall")
    assert run.returncode == 2
    expected = (
        "conformance: OPERATION must be one of createWebCall, createWebCallV3, getCall, or several, not 'getcall'"
    )
    assert run.stderr.strip() == expected


def test_a_server_that_offers_none_has_no_verdict(conformance: Conformance) -> None:
    with running(create_app(Settings(versions=()))) as base_url:
        run = checked(conformance, "--base-url", base_url)
    assert run.returncode == 2
    assert "also to /v2/create-web-call and /v3/create-web-call" in run.stderr
