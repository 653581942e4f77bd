"""Tests of reloading: `make serve` uses an edited contract at once, or the previous one while the file is invalid."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from repository import CONTRACT
from retell_conformance.reference_server import documented
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.reloading import reloading
from retell_conformance.reference_server.server_settings import Settings
from retell_conformance.reference_server.server_state import ServerState
from retell_conformance.tests.test_kept_calls import V3, register
from retell_conformance.tests.test_reference_server import asking


@pytest.fixture
def contract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "examples").symlink_to(CONTRACT.parent / "examples")
    file = tmp_path / "contract.yaml"
    file.write_text(CONTRACT.read_text())
    monkeypatch.setenv("CONTRACT", str(file))
    yield file
    documented.forget(str(file))


@pytest.fixture
def client(contract: Path) -> Iterator[httpx.Client]:
    settings = Settings()
    state = ServerState.of(settings)
    with asking(reloading(lambda: create_app(settings, None, state), contract)) as client:
        yield client


def edit(contract: Path, text: str) -> None:
    before = contract.stat().st_mtime_ns
    contract.write_text(text)
    os.utime(contract, ns=(before + 1_000_000, before + 1_000_000))


def test_a_changed_contract_keeps_the_registered_calls(client: httpx.Client, contract: Path) -> None:
    call_id = register(client)["call_id"]
    edit(contract, CONTRACT.read_text().replace("/v3/create-web-call", "/v4/create-web-call"))
    assert client.post(V3, json={}).status_code == 404
    assert register(client, "/v4/create-web-call")
    assert client.get(f"/v2/get-call/{call_id}").status_code == 200
    assert "/v4/create-web-call" in client.get("/openapi.json").json()["paths"]


def test_a_new_constraint_applies_at_once(client: httpx.Client, contract: Path) -> None:
    register(client, agent_override={"agent": {"voice_speed": 2}})
    assert CONTRACT.read_text().count("maximum: 2\n") > 1
    edit(contract, CONTRACT.read_text().replace("maximum: 2\n", "maximum: 1.5\n"))
    body = {"agent_id": Settings().agent_id, "agent_override": {"agent": {"voice_speed": 2}}}
    assert client.post(V3, json=body).status_code == 400


def test_an_unreadable_contract_is_reported_once_and_not_used(
    client: httpx.Client, contract: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "reference_server"):
        edit(contract, "openapi: 3.1.0\npaths: [")
        register(client)
        register(client)
    [warning] = caplog.messages
    assert "the previous one stays" in warning
    assert "\n" not in warning
    edit(contract, CONTRACT.read_text())
    register(client)
