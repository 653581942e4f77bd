"""What the suite expects of a request: it follows from its bytes and the contract, and is no stricter than that."""

import importlib
import json
from pathlib import Path
from typing import Any

import pytest

from contract_tests import contract
from contract_tests.provider import cases
from contract_tests.provider.cases import Expectation, Judge, Known

DOCUMENT = contract.load()
OPERATION = next(contract.operations(DOCUMENT))
JUDGE = Judge(DOCUMENT, OPERATION, Known("the-agent", 3))


def expected(body: Any, method: str = "POST", content_type: str | None = "application/json") -> Expectation:
    """What is expected of a request with this body."""
    return JUDGE.expectation(method, OPERATION.path, content_type, json.dumps(body).encode())


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"agent_version": 3},
        {"metadata": {"anything": [1, None, {"at": "all"}]}},
        {"retell_llm_dynamic_variables": {}},
        {"agent_override": {}},
        {"agent_override": {"agent": {"voice_speed": 0.5, "voice_model": None, "language": "multi"}}},
        {
            "agent_override": {
                "agent": {"post_call_analysis_data": [{"type": "boolean", "name": "a", "description": "b"}]}
            }
        },
    ],
    ids=str,
)
def test_what_the_contract_promises_must_be_served(fields: dict[str, Any]) -> None:
    assert expected({"agent_id": "the-agent", **fields}) is Expectation.SERVE


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"agent_id": ""},
        {"agent_id": None},
        {"agent_id": "another-agent"},
        {"agent_id": "the-agent", "agent_version": "3"},
        {"agent_id": "the-agent", "retell_llm_dynamic_variables": {"a": 1}},
        {"agent_id": "the-agent", "agent_override": {"agent": {"voice_speed": 2.1}}},
        {"agent_id": "the-agent", "agent_override": {"agent": {"language": None}}},
        {"agent_id": "the-agent", "agent_override": {"agent": {"response_engine": {"type": "retell-llm"}}}},
        [],
        "the-agent",
        None,
    ],
    ids=str,
)
def test_what_the_contract_does_not_allow_must_be_refused(body: Any) -> None:
    assert expected(body) is Expectation.REFUSE


@pytest.mark.parametrize(
    "fields",
    [
        {"agent_version": 4},
        {"not_documented": 1},
        {"agent_override": {"agent": {"voice_id": "may-not-exist"}}},
        {"agent_override": {"retell_llm": {"knowledge_base_ids": ["may-not-exist"]}}},
        {"agent_version": 3.0},
        {"metadata": {"beyond every double": 2**53}},
        {"metadata": {"lone surrogate": "\ud800"}},
    ],
    ids=str,
)
def test_what_the_contract_leaves_open_may_be_served_or_refused(fields: dict[str, Any]) -> None:
    assert expected({"agent_id": "the-agent", **fields}) is Expectation.EITHER


def test_bytes_that_are_not_json_must_be_refused() -> None:
    assert JUDGE.expectation("POST", OPERATION.path, "application/json; charset=utf-8", b"{") is Expectation.REFUSE


def test_a_body_of_another_content_type_is_not_judged_by_its_content() -> None:
    assert expected({"agent_id": "the-agent"}, content_type="text/plain") is Expectation.NO_JSON
    assert JUDGE.expectation("POST", OPERATION.path, None, None) is Expectation.NO_JSON


def test_another_method_is_not_judged_by_its_content() -> None:
    assert expected({"agent_id": "the-agent"}, method="PUT") is Expectation.OTHER_METHOD


def test_the_same_seed_gives_the_same_requests_whatever_else_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drawn() -> list[bytes | None]:
        return [request.content for request in cases.generate(DOCUMENT, Known("agent", 1), fuzzing=30, seed=4711)]

    before = drawn()
    constants = ", ".join(f'"constant number {number}", {number}' for number in range(1000, 1200))
    (tmp_path / "full_of_constants.py").write_text(f"VALUES = [{constants}]")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.import_module("full_of_constants")

    assert drawn() == before
