"""The suite serves any contract: of one with operations of every kind it tells correct servers from faulty ones."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from mutants.lines import in_process
from mutants.trials import accusations, found_by, on_trial
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.server_settings import Settings
from retell_conformance.rules import RULES

CONTRACT = Path(__file__).with_name("other_contract.yaml")


@pytest.fixture(autouse=True)
def _other_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTRACT", str(CONTRACT))


def test_a_server_derived_from_the_contract_is_accused_of_nothing() -> None:
    with on_trial(create_app(), in_process) as trial:
        assert {each.rule.id: each.shown[0].got for each in accusations(trial)} == {}
        asked = {(exchange.request.method, exchange.status) for exchange in trial.run.traffic.exchanges}
    assert {("GET", 200), ("GET", 400), ("POST", 201), ("PATCH", 200), ("PATCH", 422), ("DELETE", 204)} <= asked


def answering(method: str, path: str, status: int, body: object) -> Callable[[ASGIApp], ASGIApp]:
    """A server that answers requests of this method, to paths with queries that match, in one way only."""

    def wrap(app: ASGIApp) -> ASGIApp:
        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            target = scope["path"] + (f"?{scope['query_string'].decode()}" if scope["query_string"] else "")
            key = any(name == b"authorization" for name, _ in scope["headers"])
            if scope["method"] != method or not re.search(path, target) or not key:
                await app(scope, receive, send)
                return
            content = b"" if body is None else json.dumps(body).encode()
            headers = [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode())]
            await send({"type": "http.response.start", "status": status, "headers": headers})
            await send({"type": "http.response.body", "body": content})

        return answer

    return wrap


def without_key(method: str) -> Callable[[ASGIApp], ASGIApp]:
    """A server that puts the key in by itself where there is none."""

    def wrap(app: ASGIApp) -> ASGIApp:
        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["method"] == method:
                others = [(name, value) for name, value in scope["headers"] if name != b"authorization"]
                scope = {**scope, "headers": [*others, (b"authorization", f"Bearer {Settings().api_key}".encode())]}
            await app(scope, receive, send)

        return answer

    return wrap


ANIMAL = {"name": "Ara", "kind": "cat", "tags": []}
DEFECTS = {
    "a-bound-of-the-query-is-not-checked": (
        "an_invalid_request_is_refused",
        answering("GET", r"limit=0$", 200, [ANIMAL]),
    ),
    "a-number-is-not-asked-for": ("an_invalid_request_is_refused", answering("GET", r"limit=text", 200, [ANIMAL])),
    "an-enum-of-the-query-is-not-checked": (
        "an_invalid_request_is_refused",
        answering("GET", "kind=CAT", 200, [ANIMAL]),
    ),
    "a-required-parameter-may-be-missing": ("an_invalid_request_is_refused", answering("GET", "count$", 200, 1)),
    "a-valid-query-is-refused": ("a_valid_request_is_served", answering("GET", r"limit=100$", 400, {"code": 1})),
    "the-path-is-not-checked": (
        "an_invalid_request_is_refused",
        answering("GET", r"/animals/(?!count)[a-z]", 200, ANIMAL),
    ),
    "a-listed-animal-has-no-name": ("every_body_has_the_documented_schema", answering("GET", "animals$", 200, [{}])),
    "a-count-is-a-string": ("every_body_has_the_documented_schema", answering("GET", "exact=true", 200, "1")),
    "a-removal-is-200": ("every_status_is_documented", answering("DELETE", "", 200, {})),
    "a-removal-fails": ("every_request_is_answered_without_a_server_error", answering("DELETE", "", 500, {"code": 1})),
    "an-unknown-animal-is-410": ("every_status_is_documented", answering("PATCH", "", 410, {"code": 1})),
    "a-list-is-for-everybody": ("every_operation_wants_a_key", without_key("GET")),
    "a-removal-is-for-everybody": ("every_operation_wants_a_key", without_key("DELETE")),
}


@pytest.mark.parametrize(("rule", "wrap"), DEFECTS.values(), ids=DEFECTS.keys())
def test_a_defect_in_any_operation_is_found(rule: str, wrap: Callable[[ASGIApp], ASGIApp]) -> None:
    with on_trial(wrap(create_app()), in_process) as trial:
        assert found_by(RULES[rule], trial).findings
