"""Tests of expectations: they follow from the bytes of a request and the contract, and are no stricter than it."""

import json
import os
import signal
import time
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from api_conformance.requests import cache, cases
from api_conformance.requests.cases import Contracts
from api_conformance.requests.drawing import Drawing, GenerationFailed
from api_conformance.requests.expectations import Expectation, Known, Oracle, restrict_to_known
from openapi_contract.document import Document
from openapi_contract.json_data import JsonObject
from retell_conformance.contract import read
from retell_conformance.endpoint import UNSPECIFIED

DOCUMENT = read()
OPERATION = DOCUMENT.operations[0]
KNOWN = Known({"agent_id": ("the-agent",), "agent_version": (3, "latest")}, ("agent_id",), UNSPECIFIED)
JUDGE = Oracle(OPERATION, KNOWN, restrict_to_known(DOCUMENT, KNOWN).operations[0], DOCUMENT.operations)


def expected(body: Any, method: str = "POST", content_type: str | None = "application/json") -> Expectation:
    """Return the expectation of a request with this body."""
    return JUDGE.of(method, OPERATION.path, content_type, json.dumps(body).encode())


@pytest.mark.slow
@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"agent_version": 3},
        {"agent_version": "latest"},
        {"metadata": {"anything": [1, None, {"at": "all"}]}},
        {"retell_llm_dynamic_variables": {}},
        {"agent_override": {}},
        {"agent_override": {"agent": {"voice_speed": 0.5, "voice_model": None, "language": "en-US"}}},
        {
            "agent_override": {
                "agent": {"post_call_analysis_data": [{"type": "boolean", "name": "a", "description": "b"}]}
            }
        },
    ],
    ids=str,
)
def test_a_valid_body_must_be_accepted(fields: dict[str, Any]) -> None:
    assert expected({"agent_id": "the-agent", **fields}) is Expectation.ACCEPT


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"agent_id": ""},
        {"agent_id": None},
        {"agent_id": "another-agent"},
        {"agent_id": "the-agent", "agent_version": None},
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
def test_an_invalid_body_must_be_rejected(body: Any) -> None:
    assert expected(body) is Expectation.REJECT


@pytest.mark.parametrize(
    "fields",
    [
        {"agent_version": 4},
        {"agent_version": "a-tag-that-may-not-exist"},
        {"agent_version": "latest_published"},
        {"current_node_id": "may-not-exist"},
        {"agent_override": {"agent": {"language": "multi"}}},
        {"agent_override": {"agent": {"language": ["en-US", "multi"]}}},
        {"agent_override": {"agent": {"normalize_for_speech": True}}},
        {"agent_override": {"agent": {"stt_mode": "custom"}}},
        {"agent_override": {"agent": {"webhook_timeout_ms": -1}}},
        {"not_documented": 1},
        {"agent_override": {"agent": {"voice_id": "may-not-exist"}}},
        {"agent_override": {"retell_llm": {"knowledge_base_ids": ["may-not-exist"]}}},
        {"agent_version": 3.0},
        {"metadata": {"beyond every double": 2**53}},
        {"metadata": {"lone surrogate": "\ud800"}},
    ],
    ids=str,
)
def test_an_unspecified_body_may_be_accepted_or_rejected(fields: dict[str, Any]) -> None:
    assert expected({"agent_id": "the-agent", **fields}) is Expectation.UNSPECIFIED


def test_invalid_json_must_be_rejected() -> None:
    assert JUDGE.of("POST", OPERATION.path, "application/json; charset=utf-8", b"{") is Expectation.REJECT


def test_a_body_of_another_content_type_is_not_judged_by_its_content() -> None:
    assert expected({"agent_id": "the-agent"}, content_type="text/plain") is Expectation.NO_JSON
    assert JUDGE.of("POST", OPERATION.path, None, None) is Expectation.NO_JSON


def test_another_method_is_not_judged_by_its_content() -> None:
    assert expected({"agent_id": "the-agent"}, method="PUT") is Expectation.OTHER_METHOD


class TestTheCache:
    """The cache of generated requests, which is never used if it is stale or damaged."""

    @pytest.fixture(autouse=True)
    def _counted(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        self.made: list[str] = []

        def collected(part: cases.Part, _: Drawing) -> list[JsonObject]:
            self.made.append(part.tests[0])
            return [{"given": part.given[:1], "seed": 0}]

        monkeypatch.setattr(cache, "FOLDER", tmp_path / "kept")
        monkeypatch.setattr(cases, "_collected", collected)

    def draw(self, root: JsonObject = DOCUMENT.root, *, fuzzing: int = 1, seed: int = 0) -> list[JsonObject]:
        return cases.cases(Contracts(root, root, root), Drawing(), fuzzing=fuzzing, seed=seed)

    def test_the_second_run_generates_no_requests(self) -> None:
        first = self.draw()

        assert self.draw() == first
        assert sorted(self.made) == ["test_valid", "test_valid_coverage"]

    def test_another_seed_or_number_changes_only_the_random_requests(self) -> None:
        self.draw()
        self.draw(seed=1)
        self.draw(fuzzing=2)
        self.draw(fuzzing=0)

        assert sorted(self.made) == [*["test_valid"] * 3, "test_valid_coverage"]

    def test_another_contract_has_other_requests(self) -> None:
        self.draw()
        self.draw({**DOCUMENT.root, "x": 1})

        assert sorted(self.made) == [*["test_valid"] * 2, *["test_valid_coverage"] * 2]

    @pytest.mark.parametrize("damage", [b"", b"[]", b"00\n[]", b"\xff"])
    def test_a_damaged_file_is_replaced(self, damage: bytes) -> None:
        first = self.draw()
        for file in cache.FOLDER.iterdir():
            file.write_bytes(damage)

        assert self.draw() == first
        assert len(self.made) == 4

    def test_a_folder_that_cannot_be_written_only_takes_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(cache, "FOLDER", Path("/proc/nowhere"))

        assert self.draw()


@pytest.mark.slow
def test_a_contract_that_schemathesis_cannot_read_is_reported_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(cache, "FOLDER", tmp_path)
    broken = {"openapi": "3.1.0", "info": {"title": "a", "version": "1"}, "paths": 1}

    with pytest.raises(GenerationFailed, match="schemathesis cannot generate requests: ") as failed:
        cases.cases(Contracts(broken, broken, broken), Drawing(), fuzzing=0, seed=0)
    assert "\n" not in str(failed.value)


@pytest.mark.slow
def test_an_interrupt_ends_the_generating_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    begun, ended = tmp_path / "begun", tmp_path / "ended"
    drawing = tmp_path / "drawing.py"
    drawing.write_text(
        "import pathlib, time\n"
        "def test_invalid_coverage(): pass\n"
        "def test_valid_coverage():\n"
        f"    pathlib.Path({str(begun)!r}).touch()\n"
        "    time.sleep(5)\n"
        f"    pathlib.Path({str(ended)!r}).touch()\n"
        "def test_write(): pass\n"
    )
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "cache")
    monkeypatch.setattr(cases, "COLLECTOR", drawing)

    def interrupt() -> None:
        for _ in range(600):
            if begun.exists():
                os.kill(os.getpid(), signal.SIGINT)
                return
            time.sleep(0.05)

    # A shell makes a command that it starts with `&` ignore SIGINT.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        Thread(target=interrupt, daemon=True).start()
        with pytest.raises(KeyboardInterrupt):
            cases.cases(Contracts(DOCUMENT.root, DOCUMENT.root, DOCUMENT.root), Drawing(), fuzzing=0, seed=0)
    finally:
        signal.signal(signal.SIGINT, before)
    assert not ended.exists()


def test_a_restricted_contract_has_its_own_cache() -> None:
    body = {"type": "object", "properties": {"agent_id": {"type": "string"}}}
    create = {"requestBody": {"content": {"application/json": {"schema": body}}}, "responses": {}}
    own = Document("small", {"paths": {"/calls": {"post": create}}})
    before = json.dumps(own.root)

    found = restrict_to_known(own, KNOWN).operations[0].request_schema

    assert found is not None
    assert found.properties["agent_id"].definition["enum"] == ["the-agent"]
    assert json.dumps(own.root) == before
