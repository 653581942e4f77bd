"""Each body that was found in the world is treated as it should be, by the contract, the servers and the client."""

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


def test_every_payload_is_expected_to_be_something() -> None:
    assert EXPECTED.keys() == {*REQUESTS, *RESPONSES, *ERRORS}


@pytest.mark.parametrize("name", REQUESTS)
def test_a_request_is_treated_as_it_should_be(name: str, clients: dict[str, httpx.Client]) -> None:
    assert asdict(judge_request(body(name), clients)) == {"client": "sent", **EXPECTED[name]}


@pytest.mark.parametrize("name", RESPONSES)
def test_a_response_is_treated_as_it_should_be(name: str) -> None:
    came = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in asdict(judge_response(body(name))).items()
    }
    assert came == {"fits": "createWebCall", "violations": [], "unknown": [], **EXPECTED[name]}


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_is_treated_as_it_should_be(name: str) -> None:
    came = asdict(judge_error(body(name), EXPECTED[name]["status"]))
    assert {**came, "violations": list(came["violations"])} == {"violations": [], **EXPECTED[name]}
