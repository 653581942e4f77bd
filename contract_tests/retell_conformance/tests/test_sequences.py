"""Tests of sequences along the links: drawn by schemathesis' state machine, sent by the run's traffic, and limited."""

import json
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import attrs
import pytest

from api_conformance.finding import Prevented
from api_conformance.profiles import PROFILES, Profile
from api_conformance.requests import cache
from api_conformance.run import Run
from api_conformance.run_check import check
from api_conformance.transport.target import Target
from api_conformance.transport.traffic import Traffic
from openapi_contract.document import Document
from retell_conformance import contract as retell_contract
from retell_conformance.endpoint import RETELL
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.running import running
from retell_conformance.reference_server.server_settings import Settings
from retell_conformance.rules import RULES

pytestmark = pytest.mark.slow

RULE = RULES["a_call_is_found_by_its_link"]
SERVER = Settings()


Begin = Callable[..., Run]


@pytest.fixture
def begin() -> Iterator[Begin]:
    """Return a function that opens a run against a new reference server."""
    with ExitStack() as stack:

        def begun(
            profile: Profile = PROFILES["ci"], contract: Document | None = None, seed: int = 0, **settings: Any
        ) -> Run:
            base_url = stack.enter_context(running(create_app(attrs.evolve(SERVER, **settings))))
            traffic = Traffic(Target(base_url, SERVER.api_key, RETELL.key_variable, {"agent_id": SERVER.agent_id}))
            stack.callback(traffic.close)
            return Run(contract or retell_contract.read(), traffic, profile, seed, RETELL)

        yield begun


def linked_requests(run: Run) -> list[tuple[str, bytes]]:
    """Return the requests sent along the links, without values that the server made up."""
    return [(each.request.method, each.request.content) for each in run.followed().exchanges]


def test_both_versions_register_calls_that_are_read(begin: Begin) -> None:
    run = begin()
    counts = Counter(getattr(run.operation_of(each), "id", None) for each in run.followed().exchanges)
    assert counts.keys() == {"createWebCall", "createWebCallV3", "getCall"}
    assert counts["getCall"] >= 10
    assert {each.status for each in run.followed().exchanges} == {200, 201}


def test_every_rule_judges_their_responses(begin: Begin) -> None:
    run = begin()
    assert set(map(id, run.followed().exchanges)) <= set(map(id, run.traffic.exchanges))


def test_a_seed_repeats_them(begin: Begin) -> None:
    assert linked_requests(begin()) == linked_requests(begin())
    assert linked_requests(begin()) != linked_requests(begin(seed=1))


def test_the_profile_limits_their_number(begin: Begin) -> None:
    assert len(begin(attrs.evolve(PROFILES["ci"], linked=17)).followed().exchanges) == 17


def test_the_smoke_profile_sends_none(begin: Begin) -> None:
    run = begin(PROFILES["smoke"])
    assert check(RULE, run).reason == "the profile follows no sequences of links"
    assert run.traffic.exchanges == []


def test_they_end_at_max_requests(begin: Begin) -> None:
    run = begin()
    _ = run.known
    run.traffic.max_requests = len(run.traffic.exchanges) + 5
    followed = run.followed()
    assert len(followed.exchanges) == 5
    assert isinstance(followed.stopped, Prevented)


def test_a_link_that_does_not_read_is_not_followed(begin: Begin) -> None:
    root = json.loads(json.dumps(retell_contract.read().root))
    path = root["paths"]["/v2/get-call/{call_id}"]
    path["delete"] = {**path["get"], "operationId": "deleteCall"}
    root["paths"]["/v2/create-web-call"]["post"]["responses"]["201"]["links"]["gone"] = {
        "operationId": "deleteCall",
        "parameters": {"call_id": "$response.body#/call_id"},
    }
    run = begin(contract=Document("with a link that deletes", root))
    assert check(RULE, run).kind == "passed"
    assert {each.request.method for each in run.followed().exchanges} == {"POST", "GET"}


def test_a_contract_that_cannot_read_calls_has_no_sequences(begin: Begin) -> None:
    root = {**retell_contract.read().root}
    root["paths"] = {path: item for path, item in root["paths"].items() if "get-call" not in path}
    outcome = check(RULE, begin(contract=Document("without get-call", root)))
    assert outcome.reason == "the contract has no operation that reads a registered call"


def test_a_lost_call_is_reported_with_the_requests_before_it(begin: Begin) -> None:
    found = check(RULE, begin(calls_kept=1)).findings
    assert ("the call that was there before", "read-again") in {(each.expected, each.case) for each in found}
    assert {each.got for each in found} == {"status 404"}


def test_the_generating_process_does_not_get_the_key(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, begin: Begin
) -> None:
    monkeypatch.setattr(cache, "FOLDER", tmp_path)
    monkeypatch.setenv("RETELL_API_KEY", SERVER.api_key)
    given: list[str] = []

    def noting(command: list[str], **options: Any) -> None:
        given.append(repr((command, options)))
        raise ChildProcessError

    run = begin()
    monkeypatch.setattr(subprocess, "Popen", noting)
    with pytest.raises(ChildProcessError):
        run.followed()
    assert given
    assert SERVER.api_key not in "".join(given)
