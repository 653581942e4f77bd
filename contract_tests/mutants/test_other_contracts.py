"""Tests with another contract, which has operations of every kind: the suite kills its mutants."""

import re
from pathlib import Path

import pytest
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from mutants.kill import accusations, kill, on_trial
from mutants.response import plain
from mutants.serve import in_process
from mutants.steps import inside, instead
from mutants.tables import Build, Mutant, Table, mutants
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.server_settings import Settings
from retell_conformance.rules import RULES

pytestmark = pytest.mark.slow

CONTRACT = Path(__file__).with_name("other_contract.yaml")
FUZZING = 10


@pytest.fixture(autouse=True)
def _other_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTRACT", str(CONTRACT))


def test_a_server_derived_from_the_contract_conforms() -> None:
    with on_trial(create_app(), in_process, fuzzing=FUZZING) as trial:
        assert {each.rule.id: each.shown[0].got for each in accusations(trial)} == {}
        seen = {(exchange.request.method, exchange.status) for exchange in trial.run.traffic.exchanges}
    assert {("GET", 200), ("GET", 400), ("POST", 201), ("PATCH", 200), ("PATCH", 422), ("DELETE", 204)} <= seen


def responds(method: str, path: str, status: int, body: object) -> Build:
    """Respond in one way to requests of this method that have a key, if their path with the query string matches."""

    def respond(scope: Scope) -> Response | None:
        target = scope["path"] + (f"?{scope['query_string'].decode()}" if scope["query_string"] else "")
        key = any(name == b"authorization" for name, _ in scope["headers"])
        meant = scope["method"] == method and re.search(path, target) and key
        return plain(status, body) if meant else None

    return instead(respond)


def adds_key(method: str) -> Build:
    """Add the key to requests of this method."""
    key = (b"authorization", f"Bearer {Settings().api_key}".encode())

    def wrap(app: ASGIApp) -> ASGIApp:
        async def with_key(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http" and scope["method"] == method:
                others = [header for header in scope["headers"] if header[0] != key[0]]
                scope = {**scope, "headers": [*others, key]}
            await app(scope, receive, send)

        return with_key

    return inside(wrap)


ANIMAL = {"name": "Ara", "kind": "cat", "tags": []}
MUTANTS: Table = {
    "an_invalid_request_is_refused": {
        "does not validate a bound of the query string": responds("GET", r"limit=0$", 200, [ANIMAL]),
        "takes a text for a number in the query string": responds("GET", r"limit=text", 200, [ANIMAL]),
        "does not validate an enum of the query string": responds("GET", "kind=CAT", 200, [ANIMAL]),
        "does not require a parameter": responds("GET", "count$", 200, 1),
        "does not validate the path": responds("GET", r"/animals/(?!count)[a-z]", 200, ANIMAL),
    },
    "a_valid_request_is_served": {"rejects a valid query string": responds("GET", r"limit=100$", 400, {"code": 1})},
    "every_body_has_the_documented_schema": {
        "lists an animal without a name": responds("GET", "animals$", 200, [{}]),
        "counts in text": responds("GET", "exact=true", 200, '"1"'),
    },
    "every_status_is_documented": {
        "removes with 200": responds("DELETE", "", 200, {}),
        "rejects an unknown animal with 410": responds("PATCH", "", 410, {"code": 1}),
    },
    "every_request_is_answered_without_a_server_error": {
        "fails to remove": responds("DELETE", "", 500, {"code": 1}),
    },
    "every_operation_wants_a_key": {
        "lists without a key": adds_key("GET"),
        "removes without a key": adds_key("DELETE"),
    },
}


@pytest.mark.parametrize("mutant", [*mutants(MUTANTS)], ids=lambda mutant: mutant.id)
def test_a_mutant_of_any_operation_is_killed(mutant: Mutant) -> None:
    with on_trial(mutant.server.build(), in_process, fuzzing=FUZZING) as trial:
        assert kill(RULES[mutant.check], trial).findings
