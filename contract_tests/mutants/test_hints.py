"""Tests of hints: if the findings show the pattern of a mistake, the cause names it."""

from collections.abc import Callable
from typing import Any

import pytest

from api_conformance.results.causes import causes
from api_conformance.results.check_result import result
from mutants.json_changes import camel
from mutants.kill import kill, on_trial
from mutants.response import Error, call, connection
from mutants.serve import in_process
from mutants.tables import Build
from openapi_contract.json_data import JsonObject
from retell_conformance.rules import RULES

CONNECTION = {
    "call_id": "call_0a1b2c3d4e5f60718293a4b5c6d",
    "access_token": "a.b.c",
    "transport": "gateway",
    "ice_servers": [],
    "expires_at": 1_796_017_942_000,
}
CALL = {
    "call_type": "web_call",
    "call_id": "call_0a1b2c3d4e5f60718293a4b5c6d",
    "access_token": "a.b.c",
    "agent_id": "an-agent",
    "agent_version": 1,
    "call_status": "registered",
}
V2, V3 = "POST /v2/create-web-call", "POST /v3/create-web-call"


def renamed(name: str, other: str) -> Callable[[JsonObject], Any]:
    """Return a change of a body that has a property under another name."""
    return lambda body: {other if each == name else each: value for each, value in body.items()}


HINTS: dict[str, tuple[str, Build, str]] = {
    "the body of v2 on v3": ("body", connection.change(lambda _: CALL), f"got a body that looks like that of {V2}"),
    "the body of v3 on v2": ("body", call.change(lambda _: CONNECTION), f"got a body that looks like that of {V3}"),
    "the token in token": ("body", connection.change(renamed("access_token", "token")), "its value is in token"),
    "names in camelCase": ("body", connection.change(renamed("call_id", camel("call_id"))), "its value is in callId"),
    "the text under error": ("why", Error(400).body(lambda text: {"error": text}), "with error in its place"),
    "an expiry in seconds": (
        "soon",
        connection.change(lambda body: {**body, "expires_at": body["expires_at"] // 1_000}),
        "looks like seconds; the contract says milliseconds",
    ),
    "an empty token beside another empty text": (
        "secret",
        call.update(access_token="", agent_name=""),
        "got an empty token",
    ),
}
RULE_OF = {
    "body": "every_body_has_the_documented_schema",
    "why": "an_error_says_why",
    "secret": "a_token_is_a_secret",
    "soon": "a_token_expires_in_the_future_and_soon",
}


@pytest.mark.parametrize(("rule", "build", "hint"), HINTS.values(), ids=HINTS.keys())
def test_a_mistake_with_a_pattern_is_one_cause_that_names_it(rule: str, build: Build, hint: str) -> None:
    with on_trial(build(), in_process, requests=100) as trial:
        outcome = kill(RULES[RULE_OF[rule]], trial)
        [cause] = causes([result(outcome, trial.run, ())])

    assert hint in cause.title
