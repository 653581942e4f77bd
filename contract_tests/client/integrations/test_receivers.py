"""Tests of the README's recipes for webhooks: raw bytes are verified, and an event is processed once, afterwards."""

import json
import sys
import threading
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

from client.integrations.conftest import KEY, example
from retell_web_call_client.webhooks import SIGNATURE_HEADER, sign_event

CALL = {"call_type": "web_call", "call_id": "call_1", "agent_id": "agent_1", "call_status": "ended"}
# As the API might write it: with blanks, and a character beyond ASCII that is not escaped.
ENDED = json.dumps(
    {"event": "call_ended", "call": {**CALL, "transcript": "Agent: grüezi"}}, ensure_ascii=False
).encode()
Post = Callable[[bytes, str | None], int]
"""Posts a body with a signature and returns the status."""


class Work:
    """The processing of events, which takes as long as the test sets."""

    def __init__(self) -> None:
        self.may_end = threading.Event()
        self.done: list[tuple[str, str]] = []

    def store(self, event: Any) -> None:
        """Replace the recipe's own function."""
        assert self.may_end.wait(10)
        self.done.append((event.call.call_id, event.event))


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Iterator[Work]:
    """Make the module `events` of the recipes, with work that waits."""
    monkeypatch.setenv("RETELL_API_KEY", KEY)
    events = ModuleType("events")
    exec(example("Process each event once"), vars(events))
    found = Work()
    vars(events)["store"] = found.store
    monkeypatch.setitem(sys.modules, "events", events)
    yield found
    found.may_end.set()
    vars(events)["workers"].shutdown()


def recipe(framework: str) -> Any:
    """Run a recipe and return its names."""
    module = ModuleType("webhooks")
    exec(example(f"A webhook in {framework}"), vars(module))
    return module


def in_fastapi() -> Post:
    pytest.importorskip("fastapi", reason="fastapi is not installed: `make test-integrations` has it")
    from fastapi.testclient import TestClient

    browser = TestClient(recipe("FastAPI").app)
    return lambda body, signature: (
        browser.post("/webhooks/retell", content=body, headers=headers(signature)).status_code
    )


def in_flask() -> Post:
    pytest.importorskip("flask", reason="flask is not installed: `make test-integrations` has it")
    browser = recipe("Flask").app.test_client()
    return lambda body, signature: browser.post("/webhooks/retell", data=body, headers=headers(signature)).status_code


def in_django() -> Post:
    pytest.importorskip("django", reason="django is not installed: `make test-integrations` has it")
    from django.test import Client, override_settings

    browser, urls = Client(enforce_csrf_checks=True), recipe("Django")

    def post(body: bytes, signature: str | None) -> int:
        with override_settings(ROOT_URLCONF=urls):
            response = browser.post(
                "/webhooks/retell", data=body, content_type="application/json", headers=headers(signature)
            )
        return int(response.status_code)

    return post


def headers(signature: str | None) -> dict[str, str]:
    """Return the headers that the API sends."""
    return {"Content-Type": "application/json", **({SIGNATURE_HEADER: signature} if signature else {})}


FRAMEWORKS = [in_fastapi, in_flask, in_django]
pytestmark = [
    pytest.mark.usefixtures("django"),
    pytest.mark.filterwarnings("ignore:Using `httpx` with"),  # Starlette has a successor of httpx in view
    pytest.mark.parametrize("start", FRAMEWORKS, ids=["FastAPI", "Flask", "Django"]),
]


def test_an_event_is_acknowledged_first_and_processed_once(start: Callable[[], Post], work: Work) -> None:
    post = start()
    analyzed = ENDED.replace(b"call_ended", b"call_analyzed")
    statuses = [post(body, sign_event(body)) for body in (ENDED, ENDED, analyzed, ENDED, analyzed)]

    assert statuses == [204] * 5
    assert work.done == []
    work.may_end.set()
    sys.modules["events"].workers.shutdown()
    assert sorted(work.done) == [("call_1", "call_analyzed"), ("call_1", "call_ended")]


def test_an_unsigned_event_is_rejected(start: Callable[[], Post], work: Work) -> None:
    post = start()
    work.may_end.set()

    assert post(ENDED, None) == 401
    assert post(ENDED + b" ", sign_event(ENDED)) == 401
    assert post(ENDED, sign_event(ENDED, api_key="another")) == 401
    assert post(ENDED, sign_event(ENDED, at=1)) == 401
    assert post(b"[]", sign_event(b"[]")) == 400
    assert work.done == []


def test_an_event_of_an_unknown_kind_is_accepted(start: Callable[[], Post], work: Work) -> None:
    body = b'{"event": "chat_ended", "chat": {}}'

    assert start()(body, sign_event(body)) == 204
    assert work.done == []
