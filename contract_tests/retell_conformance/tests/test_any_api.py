"""Tests of `api-conformance`, which checks a server against any contract, without further information."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api_conformance.cli import run_command
from api_conformance.endpoint import ANY_API
from repository import ROOT
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.running import running
from retell_conformance.reference_server.server_settings import Settings

CONTRACT = ROOT / "contract_tests" / "mutants" / "other_contract.yaml"
SERVER = Settings()


@pytest.fixture
def base_url(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("CONTRACT", str(CONTRACT))  # the reference server responds with the contract's examples
    with running(create_app(SERVER)) as url:
        yield url


def test_the_key_is_read_from_the_variable_of_the_scheme(
    base_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--contract", str(CONTRACT), "--base-url", base_url, "--reports", str(tmp_path), "-k", "wrong_key"]
    assert run_command(ANY_API, options) == 2
    (line,) = capsys.readouterr().err.splitlines()
    variable = line.removeprefix("conformance: ").split()[0]
    assert variable.startswith("CREDENTIAL_")

    monkeypatch.setenv(variable, SERVER.api_key)
    assert run_command(ANY_API, options) == 0
    assert "1 passed, 0 failed" in capsys.readouterr().out


def test_a_contract_and_a_server_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(ANY_API, []) == 2
    assert capsys.readouterr().err == "conformance: CONTRACT is not set: name the contract to check against\n"
    assert run_command(ANY_API, ["--contract", str(CONTRACT)]) == 2
    assert capsys.readouterr().err == "conformance: BASE_URL is not set: name the server to check\n"
