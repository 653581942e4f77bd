"""Tests of old programs: those written against released versions of the client work with today's.

Each folder of user_code/ has the version's name, and its programs stay as they are for as long as that version is
served. A program that has to be changed here is a program that users have to change too: a major version.
"""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from attrs import field, frozen

from client.bodies import CONTRACT_READ, EXAMPLE, MINIMAL
from client.conftest import KEY
from client.scripted_server import DROP, HANG, answer, serving
from client.type_checkers import PROGRAMS, mypy
from openapi_contract.violations import violations
from repository import GENERATED

pytestmark = pytest.mark.slow

USER_CODE = Path(__file__).with_name("user_code")
NAMES = [f"{program.parent.name}/{program.name}" for program in PROGRAMS]
OPERATIONS = CONTRACT_READ.operations


def call(status: int = 201, /, **changes: Any) -> bytes:
    """Return a response with a call."""
    return answer(status, json.dumps({**MINIMAL, **changes}).encode())


def error(status: int, message: str, /, **headers: str) -> bytes:
    """Return an error response."""
    return answer(status, json.dumps({"status": "error", "message": message}).encode(), **headers)


CONNECTION = {
    "call_id": "call_1",
    "access_token": "token_1",
    "transport": "gateway",
    "ice_servers": [{"urls": "stun:a.example.com"}],
    "expires_at": 1790000000000,
}
TRANSCRIPT: list[dict[str, Any]] = [
    {"role": "agent", "content": "hi", "words": [{"word": "hi", "start": 0.5, "end": 1}]},
    {"role": "user", "content": "book", "words": []},
    {"role": "transfer_target", "content": "yes?", "words": []},
    {"role": "tool_call_invocation", "tool_call_id": "t1", "name": "book", "arguments": "{}"},
    {"role": "tool_call_result", "tool_call_id": "t1", "content": "done"},
    {"role": "dtmf", "digit": "1"},
    {"role": "narrator", "text": "Night falls."},
]


@frozen
class Run:
    """Responses of the API while a program runs, and the expected output."""

    steps: tuple[bytes | str, ...]
    prints: str
    sends: dict[str, Any] = field(factory=dict)
    """A part of the body of its last request with a body."""


RUNS = {
    "v1_0_0/mint_a_call.py": Run(
        (call(call_id="call_1", access_token="token_1"), error(429, "Too many", Retry_After="1")),
        """
        200 {"call_id": "call_1", "access_token": "token_1"}
        503 {"error": "All lines are busy."}
        """,
        {"metadata": {"order": 4712, "source": "shop"}, "retell_llm_dynamic_variables": {"customer_name": "Bob"}},
    ),
    "v1_0_0/mint_many_calls.py": Run(
        (*(call(agent_version=3, region="mars"),) * 3, error(422, "Cannot find it", X_Request_Id="req_1")),
        """
        registered with version 3
        registered with version 3
        registered with version 3
        422 Cannot find it req_1
        """,
        {"agent_id": "none"},
    ),
    "v1_0_0/tell_errors_apart.py": Run(
        (
            error(400, "Not this"),
            error(401, "No key"),
            error(402, "Pay"),
            error(422, "Not that"),
            error(429, "Too many", Retry_After="7"),
            error(418, "A teapot"),
            error(500, "Broken"),
            call(agent_version="latest"),
            DROP,
            DROP,
        ),
        """
        There is no API key: set RETELL_API_KEY, or pass api_key=
        our fault, 400: Not this
        renew the key
        pay: Check the payment method of the account.
        our fault, 422: Not that
        wait 7 s, after 1 attempts
        news: 418
        their fault: 500 InternalServerError: Broken. Try again later. (POST API/v2/create-web-call)
        not what was promised at /agent_version: Wrong type
        no answer after 2 attempts
        never seen
        """,
        {"agent_version": 7},
    ),
    "v1_0_0/print_a_transcript.py": Run(
        (
            call(
                transcript_with_tool_calls=TRANSCRIPT,
                transcript_object=TRANSCRIPT[:1],
                disconnection_reason="agent_hangup",
                call_analysis={"user_sentiment": "Positive"},
                latency={"e2e": {"p50": 800}},
                duration_ms=10000,
                call_cost=EXAMPLE["call_cost"],
            ),
            call(disconnection_reason="abducted", duration_ms="long", transcript_with_tool_calls=[]),
        ),
        """
        agent (1 words): hi
        user: book
        transfer_target: yes?
        t1: book({})
        t1 -> done
        something else
        unknown: ['role', 'text']
        hi: 0.5 s
        somebody hung up
        a happy user
        0.80 s
        10.0 s
        elevenlabs_tts 60
        ended for a new reason: abducted
        """,
    ),
    "v1_0_0/watch_for_drift.py": Run(
        (call(mood="good", agent_name=7),) * 3,
        """
        no name ['agent_name', 'mood'] good True
        no name ['agent_name', 'mood'] good True
        [('/agent_name', 1), ('/mood', 1)]
        Wrong type /agent_name 201
        """,
    ),
    "v1_0_0/store_calls_as_json.py": Run(
        (call(metadata={"order": 4711}, agent_name="Zoë"),),
        """
        True True True
        {'order': 4711} True Zoë
        """
        + json.dumps(
            {
                **MINIMAL,
                "metadata": {"order": 4711},
                "agent_name": "Zoë",
                "call_status": "ended",
                "duration_ms": 1500,
                "reviewed": True,
            },
            sort_keys=True,
        )
        + """
        {"access_token": "secret", "agent_id": "agent_1", "agent_version": 1, "call_id": "call_2", """
        """"call_status": "ongoing", "call_type": "web_call", "transfer_destination": null} False
        """,
        {"agent_id": "agent_1", "metadata": {"order": 4711}, "agent_version": 3},
    ),
    "v1_0_0/override_an_agent.py": Run((call(call_id="call_1"),), "call_1"),
    "v1_0_0/tune_the_transport.py": Run(
        (call(call_id="call_1"), call(call_id="call_2"), call(call_id="call_3"), HANG),
        """
        httpx INFO
        httpx INFO
        call_1 201 1 2
        httpx INFO
        call_3
        HOST did not respond in time (ReadTimeout). 1
        AuthenticatedClient(base_url='API') False
        """,
    ),
    "v2_0_0/connect_a_browser.py": Run(
        (
            answer(201, json.dumps(CONNECTION).encode()),
            call(200),
            call(200, call_status="ended", disconnection_reason="user_hangup"),
            error(404, "Not Found"),
        ),
        """
        {"token": "token_1", "transport": "gateway", "servers": [{"urls": "stun:a.example.com"}]}
        still registered
        ended: user_hangup
        gone: Not Found
        """,
        {"agent_id": "agent_1", "agent_version": "latest", "metadata": {"order": 4711}},
    ),
}


# ---- running ----


@frozen
class Outcome:
    """A program that has run."""

    name: str
    url: str
    ran: "subprocess.CompletedProcess[str]"
    requests: list[bytes]


@pytest.fixture(scope="module", params=NAMES)
def outcome(request: pytest.FixtureRequest) -> Outcome:
    """Return the outcome of each program in turn."""
    name: str = request.param
    with serving(*RUNS[name].steps) as server:
        ran = execute(USER_CODE / name, GENERATED, server.url)
    return Outcome(name, server.url, ran, server.requests)


def test_the_output_of_a_program_has_not_changed(outcome: Outcome) -> None:
    ran = outcome.ran
    assert ran.returncode == 0, f"{broken(outcome.name)}\n{ran.stderr}"
    expected = [line.strip() for line in RUNS[outcome.name].prints.strip().splitlines()]
    assert (
        ran.stdout.replace(outcome.url, "API").replace(outcome.url.removeprefix("http://"), "HOST").splitlines()
        == expected
    ), broken(outcome.name)
    assert KEY not in ran.stdout + ran.stderr


def test_the_requests_of_a_program_are_still_valid(outcome: Outcome) -> None:
    run = RUNS[outcome.name]
    assert len(outcome.requests) == len(run.steps), broken(outcome.name)
    last: dict[str, Any] = {}
    for request in outcome.requests:
        [operation] = [each for each in OPERATIONS if each.takes(*target_of(request))]
        if operation.request_schema is None:
            continue
        last = body_of(request)
        assert violations(operation.request_schema, last) == [], broken(outcome.name)
    assert last == {**last, **run.sends}


def test_every_program_has_a_run_and_every_run_a_program() -> None:
    assert set(NAMES) == set(RUNS)


def test_programs_have_no_cast_no_ignore_and_a_main() -> None:
    for program in PROGRAMS:
        text = program.read_text()
        assert "cast(" not in text
        assert "ignore" not in text
        assert any(isinstance(node, ast.FunctionDef) and node.name == "main" for node in ast.parse(text).body)


def execute(program: Path, generated: Path, url: str) -> "subprocess.CompletedProcess[str]":
    """Run a program against a server."""
    environment = {**os.environ, "PYTHONPATH": str(generated), "API_URL": url, "RETELL_API_KEY": KEY}
    # A deprecated operation warns its users, and still works.
    command = [sys.executable, "-W", "error", "-W", "default::DeprecationWarning", str(program)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)


def broken(name: str, line: int | None = None) -> str:
    """Return the message for a program that fails."""
    version = name.partition("/")[0].removeprefix("v").replace("_", ".")
    where = f"user_code/{name}" if line is None else f"user_code/{name}:{line}"
    return f"{where}: a program written against {version} no longer works"


def target_of(request: bytes) -> tuple[str, str]:
    """Return the method and the path of a request."""
    method, path, _ = request.decode().split(" ", 2)
    return method, path


def body_of(request: bytes) -> Any:
    """Return the body of a request."""
    return json.loads(request.partition(b"\r\n\r\n")[2])


# ---- types ----


def test_a_removed_name_is_reported_with_the_program_and_line_that_use_it(tmp_path: Path) -> None:
    generated = Path(shutil.copytree(GENERATED, tmp_path / "generated"))
    rename(generated / "retell_web_call_client" / "models" / "call_cost.py", "product_costs", "costs")
    program = USER_CODE / "v1_0_0" / "print_a_transcript.py"
    [line] = [number for number, text in enumerate(program.read_text().splitlines(), 1) if "product_costs" in text]

    [found] = mypy(program, cwd=tmp_path, generated=generated).complaints
    assert (found.file, found.line) == (str(program), line)
    assert "product_costs" in found.words


def rename(file: Path, old: str, new: str) -> None:
    """Rename something, as an edit of the contract or of a template does."""
    file.write_text(file.read_text().replace(old, new))
