"""Tests of reduction: a finding is reduced to the smallest body that shows it, with a limited number of requests."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from attrs import evolve

from api_conformance.requests.expectations import Expectation, GeneratedRequest, constraint
from api_conformance.requests.sending import send
from api_conformance.requests.shrinking import MOST_REDUCED, MOST_REQUESTS
from api_conformance.run import Run
from api_conformance.run_check import Outcome, check
from mutants.catalogue import MUTANTS
from mutants.json_changes import node_at
from mutants.kill import of_the_reference_server, on_trial
from mutants.request import also_rejects
from mutants.serve import in_process
from mutants.steps import steps
from mutants.tables import Build
from retell_conformance.rules import RULES

pytestmark = pytest.mark.slow

VALID, INVALID = RULES["a_valid_request_is_served"], RULES["an_invalid_request_is_refused"]
AGENT = "/agent_override/agent"


def merged(every: Iterable[GeneratedRequest]) -> list[GeneratedRequest]:
    """Return valid requests with several settings each, merged from requests with one."""
    single: dict[str, GeneratedRequest] = {}
    for each in every:
        if each.expectation is Expectation.ACCEPT and each.scenario.count("/") == 3:
            single.setdefault(each.scenario, each)
    groups = [list(single.values())[start :: len(single) // 6] for start in range(len(single) // 6)]
    return [evolve(group[0], content=json.dumps(_together(group)).encode()) for group in groups]


def _together(group: list[GeneratedRequest]) -> dict[str, Any]:
    body: dict[str, Any] = {}
    for each in group:
        own = json.loads(each.content or b"{}")
        overrides = body.setdefault("agent_override", {})
        for part, settings in own.get("agent_override", {}).items():
            overrides.setdefault(part, {}).update(settings)
        body["agent_id"] = own["agent_id"]
    return body


@contextmanager
def tried(build: Build, further: int = 60) -> Iterator[Run]:
    """Send the server requests that are larger than necessary: those that schemathesis generates from whole bodies."""
    with on_trial(build(), in_process) as trial:
        run = trial.run
        every = of_the_reference_server()  # also for a server of which less is known, since others take seconds
        fuzzed = [each for each in every if each.scenario.startswith("fuzzing")]
        run.sent = send(run.placeholders.resolved([*merged(every), *fuzzed]), run.traffic)
        run.profile = evolve(run.profile, further=further)
        yield run


def bodies(outcome: Outcome) -> list[Any]:
    """Return the bodies of the findings that are shown, the smallest first."""
    return [json.loads(found.exchange.request.content) for found in outcome.shown if found.exchange is not None]


def by_id(name: str) -> Build:
    """Return the server of the catalogue."""
    return next(each.server.build for each in MUTANTS if each.id == name)


def test_a_rejected_valid_request_is_reduced_to_the_rejected_part() -> None:
    build = also_rejects(lambda body: isinstance(node_at(body, "agent_override/agent/boosted_keywords"), list))
    with tried(build) as run:
        outcome = check(VALID, run)

        assert bodies(outcome)[0] == {
            "agent_id": run.target.values["agent_id"],
            "agent_override": {"agent": {"boosted_keywords": []}},
        }
        assert outcome.shown[0].why == f"it is enough to send {AGENT}/boosted_keywords: []"


def test_two_causes_are_separated() -> None:
    causes = "agent_override/agent/ambient_sound", "agent_override/agent/vocab_specialization"
    with tried(also_rejects(lambda body: any(isinstance(node_at(body, each), str) for each in causes))) as run:
        whys = {found.why.partition(": ")[0] for found in check(VALID, run).findings if found.why}

        assert {f"it is enough to send /{each}" for each in causes} <= whys


def test_parts_that_are_rejected_only_together_are_kept_together() -> None:
    with tried(by_id("fails-on-retell-llm-and-conversation-flow-together")) as run:
        smallest = bodies(check(VALID, run))[0]

        assert {"retell_llm", "conversation_flow"} <= smallest["agent_override"].keys()
        assert "agent" not in smallest["agent_override"]


def test_a_server_that_rejects_everything_is_reported_as_such() -> None:
    with tried(also_rejects(lambda _: True)) as run:
        outcome = check(VALID, run)

        assert {found.why for found in outcome.findings} == {"the smallest valid body is enough"}


def test_a_rejection_that_is_not_repeated_is_reported_as_such() -> None:
    served: set[str] = set()

    def is_new(body: Any) -> bool:
        text = json.dumps(body)
        new = "agent_override" in body and text not in served
        served.add(text)
        return new

    with tried(also_rejects(is_new)) as run:
        found = check(VALID, run).shown[0]

        assert found.why == "not always: sent again, the same request got status 201"


def test_an_accepted_invalid_request_is_reduced_with_its_constraint() -> None:
    with tried(steps(validate=lambda _: None)) as run:
        before = check(INVALID, with_none(run))
        after = check(INVALID, run)

        assert {found.why for found in after.findings} == {found.why for found in before.findings}
        schema = run.operations[0].request_schema
        for found in after.findings:
            assert found.exchange is not None
            assert constraint(schema, found.exchange.request.content) == found.why
        large = [len(json.dumps(body)) for body in bodies(before)]
        small = [len(json.dumps(body)) for body in bodies(after)]
        assert sum(small) < sum(large)
        assert small[0] <= len(json.dumps({"agent_id": run.target.values["agent_id"]}))


def with_none(run: Run) -> Run:
    """Return a run against the same server that reduces nothing."""
    return Run(run.offered, run.traffic, evolve(run.profile, further=0), run.seed, run.endpoint, run.sent)


@pytest.mark.parametrize("further", [0, 1, 7])
def test_the_profile_limits_the_number_of_requests(further: int) -> None:
    with tried(also_rejects(lambda body: bool(body.get("metadata"))), further) as run:
        run.call_to_name()
        before = len(run.traffic.exchanges)
        check(VALID, run)

        assert len(run.traffic.exchanges) - before <= min(further, MOST_REDUCED * MOST_REQUESTS)


def test_max_requests_limits_the_number_of_requests() -> None:
    with tried(also_rejects(lambda body: bool(body.get("metadata")))) as run:
        run.call_to_name()
        run.traffic.max_requests = len(run.traffic.exchanges) + 3
        outcome = check(VALID, run)

        assert len(run.traffic.exchanges) == run.traffic.max_requests
        assert outcome.findings
        assert not outcome.reason
