"""Tests of real bodies: the contract, the servers and the client treat each as expected."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import yaml
from attrs import asdict

from client.payloads.judged import FOLDER, judge_error, judge_request, judge_response, servers

EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / "expected.yaml").read_text())
KINDS = ("request", "response", "error")
REQUESTS, RESPONSES, ERRORS = (sorted(file.stem for file in FOLDER.glob(f"{kind}-*.json")) for kind in KINDS)


@pytest.fixture(scope="module")
def clients() -> Iterator[dict[str, httpx.Client]]:
    with servers() as clients:
        yield clients


def body(name: str) -> Any:
    """Return a payload."""
    return json.loads((FOLDER / f"{name}.json").read_text())


def test_every_payload_has_expected_verdicts() -> None:
    assert EXPECTED.keys() == {*REQUESTS, *RESPONSES, *ERRORS}


@pytest.mark.parametrize("name", REQUESTS)
def test_a_request_has_its_expected_verdicts(name: str, clients: dict[str, httpx.Client]) -> None:
    assert asdict(judge_request(body(name), clients)) == {"client": "sent", **EXPECTED[name]}


@pytest.mark.parametrize("name", RESPONSES)
def test_a_response_has_its_expected_verdicts(name: str) -> None:
    came = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in asdict(judge_response(body(name))).items()
    }
    assert came == {"fits": "createWebCall", "violations": [], "unknown": [], **EXPECTED[name]}


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_has_its_expected_verdicts(name: str) -> None:
    came = asdict(judge_error(body(name), EXPECTED[name]["status"]))
    assert {**came, "violations": list(came["violations"])} == {"violations": [], **EXPECTED[name]}
