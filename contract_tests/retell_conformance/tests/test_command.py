"""Tests of `scripts/conformance`: its verdict, exit status and reports, and its one line if it cannot run."""

import base64
import json
import os
import re
import signal
import subprocess
import time
import xml.etree.ElementTree as ElementTree
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api_conformance.reports import files
from api_conformance.shard import Shard
from api_conformance.tests.test_secrets import recoverable
from repository import ROOT
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.behaviour import Behaviour
from retell_conformance.reference_server.running import running
from retell_conformance.reference_server.server_settings import Settings
from retell_conformance.rules import RULES
from retell_conformance.tests.conftest import Conformance, only_line, reference

pytestmark = pytest.mark.slow

SERVER = Settings()


def without_token(body: Any, *others: Any) -> dict[str, Any]:
    """Register a call, and leave its token out of the response."""
    call = Behaviour().register(body, *others)
    return {name: value for name, value in call.items() if name != "access_token"}


def counting(app: ASGIApp, seen: list[Scope]) -> ASGIApp:
    """Return the application, with each request added to `seen`."""

    async def counted(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            seen.append(scope)
        await app(scope, receive, send)

    return counted


def test_a_server_that_conforms_exits_0_and_leaves_its_reports_without_the_key_and_tokens(
    conformance: Conformance, reference_server: str, tmp_path: Path
) -> None:
    run = conformance("--base-url", reference_server, "--profile", "smoke")

    assert run.returncode == 0, run.stdout + run.stderr
    assert "each checked with one case" in run.stdout
    assert {path.name for path in (tmp_path / "reports").iterdir()} == {*files.WRITERS}
    assert {path.name for path in tmp_path.iterdir()} == {"reports"}
    assert "each checked with one case" in (tmp_path / "reports" / "report.html").read_text()
    assert ElementTree.parse(tmp_path / "reports" / "junit.xml").find(".//testcase") is not None
    written = [path.read_text() for path in (tmp_path / "reports").iterdir()]
    for text in (run.stdout, run.stderr, *written):
        assert SERVER.api_key not in text
        # Every token is a JSON web token of HS256, whose header is always the same.
        assert "eyJhbGciOiJIUzI1NiIs" not in text
    assert any('\\"access_token\\":\\"***\\"' in text for text in written)


def test_without_a_base_url_the_embedded_server_is_checked(conformance: Conformance) -> None:
    run = conformance("--profile", "smoke", RETELL_API_KEY=None, RETELL_AGENT_ID=None)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "the embedded reference server" in run.stdout


def test_a_call_without_access_token_exits_1_and_names_the_field(conformance: Conformance, tmp_path: Path) -> None:
    run = conformance("--profile", "smoke", "--reports", "elsewhere", on=reference(register=without_token))

    assert run.returncode == 1
    assert "The server does not conform" in run.stdout
    assert "expected the property access_token, got none in the body" in run.stdout
    assert '-H "Authorization: Bearer ${RETELL_API_KEY}"' in run.stdout
    assert "access_token" in (tmp_path / "elsewhere" / "report.html").read_text()
    assert "access_token" in (tmp_path / "elsewhere" / "junit.xml").read_text()


def test_an_unreachable_server_is_reported_within_seconds(conformance: Conformance) -> None:
    line = only_line(conformance("--base-url", "http://127.0.0.1:9"))
    assert "http://127.0.0.1:9 does not respond at 127.0.0.1:9: " in line


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--nonsense",), "No such option '--nonsense'"),
        (("-n", "2"), "No such option '-n'"),
        (("--seed",), "Option '--seed' requires an argument"),
        (
            ("-k", "a_wrong_kye"),
            "no check has a name that -k 'a_wrong_kye' selects; the nearest is a_wrong_key_is_refused",
        ),
        (("-k", "key and ("), "-k ends where a name is expected"),
    ],
    ids=str,
)
def test_an_invalid_option_is_reported_in_one_line(
    conformance: Conformance, options: tuple[str, ...], words: str
) -> None:
    assert words in only_line(conformance(*options))


def test_the_smoke_profile_sends_about_60_requests(conformance: Conformance) -> None:
    seen: list[Scope] = []
    run = conformance("--profile", "smoke", on=counting(create_app(SERVER), seen))
    assert run.returncode == 0
    assert 50 <= len(seen) <= 70


def test_no_more_requests_are_sent_than_allowed(conformance: Conformance) -> None:
    seen: list[Scope] = []
    run = conformance("--profile", "smoke", "--max-requests", "20", on=counting(create_app(SERVER), seen))
    assert len(seen) == 20
    assert run.returncode == 2
    assert "rules could not be checked: the limit MAX_REQUESTS=20 is reached" in run.stdout


def test_a_rate_limit_spaces_requests_evenly(conformance: Conformance) -> None:
    moments: list[float] = []

    def noting(app: ASGIApp) -> ASGIApp:
        async def noted(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http":
                moments.append(time.monotonic())
            await app(scope, receive, send)

        return noted

    with running(noting(create_app(SERVER))) as base_url:
        options = ("--base-url", base_url, "--rate-limit", "10/s", "--max-requests", "8", "--profile", "smoke")
        assert conformance(*options).returncode == 2  # eight requests are too few for a verdict
    assert len(moments) == 8
    # A burst would take a few milliseconds; a busy machine can only make the whole longer.
    assert moments[-1] - moments[0] > 0.6


def requests_of(folder: Path) -> list[tuple[str, str, str]]:
    """Return the requests of a run, without the parts that depend on the server's URL."""
    entries = json.loads((folder / "traffic.har").read_text())["log"]["entries"]
    sent = [entry["request"] for entry in entries]
    # The server chooses the ids of calls.
    paths = [re.sub(r"call_\w+|^.*?(?=/v\d/)", "", each["url"]) for each in sent]
    posted = [json.dumps(each.get("postData")) for each in sent]
    return sorted((each["method"], path, body) for each, path, body in zip(sent, paths, posted, strict=True))


def test_a_seed_repeats_a_run_and_another_seed_does_not(
    conformance: Conformance, reference_server: str, tmp_path: Path
) -> None:
    for folder, seed in {"once": 0, "again": 0, "other": Shard(2, 2).seed_of(0)}.items():  # as the tests of shards
        chosen = ("--base-url", reference_server, "--seed", str(seed), "-k", "a_valid_request_is_served")
        assert conformance(*chosen, "--reports", folder).returncode == 0
    assert requests_of(tmp_path / "once") == requests_of(tmp_path / "again")
    assert requests_of(tmp_path / "once") != requests_of(tmp_path / "other")
    assert len(requests_of(tmp_path / "once")) > 100


def test_checks_are_selected_by_an_expression(conformance: Conformance, reference_server: str) -> None:
    chosen = "(missing or empty) and key and not another"
    run = conformance("--base-url", reference_server, "-k", chosen)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "2 passed, 0 failed" in run.stdout


def test_a_run_can_stop_at_the_first_broken_check(conformance: Conformance) -> None:
    run = conformance("-k", "key", "-x", on=leaking(create_app(SERVER)))
    assert run.returncode == 1
    assert "0 passed, 1 failed" in run.stdout


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_still_writes_its_reports(
    sent: signal.Signals, reference_server: str, tmp_path: Path
) -> None:
    environment = {**os.environ, "RETELL_API_KEY": SERVER.api_key, "RETELL_AGENT_ID": SERVER.agent_id}
    command = [str(ROOT / "scripts" / "conformance"), "--base-url", reference_server, "--rate-limit", "5/s"]
    command += ["-k", "key and not no_answer"]  # which need no generated requests
    # In the background, a shell makes the tests ignore Ctrl-C, and their child processes would inherit that.
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True, preexec_fn=heed
    ) as run:
        try:
            assert run.stdout is not None
            assert any("A missing key is rejected" in line for line in run.stdout)
            run.send_signal(sent)
            rest, _ = run.communicate(timeout=60)
        finally:
            run.kill()
    assert run.returncode == 2
    assert "There is no verdict: the run was interrupted." in rest
    assert {path.name for path in (tmp_path / "reports").iterdir()} == {*files.WRITERS}


def test_on_github_findings_are_annotations_and_the_step_has_a_summary(
    conformance: Conformance, tmp_path: Path
) -> None:
    summary = tmp_path / "summary.md"
    on_github = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
    run = conformance("--profile", "smoke", **on_github, on=reference(register=without_token))
    title = (
        "GET /v2/get-call/{call_id} and POST /v2/create-web-call%3A status 201%3A expected the property access_token"
    )
    assert f"::error title={title}%2C got none in the body" in run.stdout
    assert summary.read_text().startswith("### The server does not conform")


DEVIATIONS = """
- rule: {rule}
  contains: access_token
  reason: the token moves to a header in the next release
  expires: {expires}
"""


@pytest.mark.parametrize(
    ("rule", "expires", "status", "words"),
    [
        ("every_body_has_the_documented_schema", "2999-01-01", 0, "('access_token') is accepted until 2999-01-01"),
        ("every_body_has_the_documented_schema", "2020-01-01", 1, "has expired on 2020-01-01 and counts again"),
        ("a_request_without_a_body_is_refused", "2999-01-01", 1, "no longer occurs: remove it"),
        ("a_missing_key_is_refused", "2999-01-01", 1, "did not occur in the cases that the profile sends"),
        ("no_such_rule", "2999-01-01", 2, "DEVIATIONS names a rule that does not exist: no_such_rule"),
        ("every_call_is_registered", "soon", 2, "expires must be a date"),
    ],
)
def test_a_deviation_is_accepted_until_it_expires(
    conformance: Conformance, tmp_path: Path, rule: str, expires: str, status: int, words: str
) -> None:
    file = tmp_path / "deviations.yaml"
    file.write_text(DEVIATIONS.format(rule=rule, expires=expires))
    run = conformance("--profile", "smoke", "--deviations", str(file), on=reference(register=without_token))
    assert words in run.stdout + run.stderr
    assert run.returncode == status, run.stdout + run.stderr


def test_a_wrong_content_encoding_is_a_broken_check(conformance: Conformance) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await Response(b"{}", 201, {"Content-Encoding": "gzip"})(scope, receive, send)

    run = conformance("--profile", "smoke", "-k", "every_request_is_answered", on=app)
    assert run.returncode == 1
    assert "incorrect header check" in run.stdout


def test_a_server_that_fails_during_the_run_does_not_conform(conformance: Conformance) -> None:
    run = conformance("--profile", "smoke", on=dropping(create_app(SERVER), after=30))
    assert run.returncode == 1
    assert "expected a response below 500, got status 500" in run.stdout
    assert "Traceback" not in run.stdout + run.stderr


def dropping(app: ASGIApp, after: int) -> ASGIApp:
    """Return the application, which fails after this many requests."""
    seen: list[Scope] = []

    async def dropped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or len(seen) < after:
            await counting(app, seen)(scope, receive, send)

    return dropped


class TestNoVerdict:
    """Exit status 2, with one line, for each reason why the server cannot be judged."""

    @pytest.mark.parametrize(
        ("answer", "words"),
        [
            (
                (429, {"Retry-After": "0"}, b"{}"),
                "responds with 429, try again later, also to",
            ),
            (
                (503, {"Content-Type": "text/html"}, b"<h1>503</h1>"),
                "is down, according to a gateway in front of it (503)",
            ),
            (
                (502, {"Content-Type": "text/html"}, b"<h1>502</h1>"),
                "is down, according to a gateway in front of it (502)",
            ),
            ((301, {"Location": "https://elsewhere.example/"}, b""), "redirects to https://elsewhere.example/ (301)"),
            ((404, {"Content-Type": "text/html"}, b"<h1>404</h1>"), "responds with 404 to any path"),
            ((200, {"Content-Type": "text/html"}, b"<h1>Welcome</h1>"), "responds with 200 to any path"),
            ((403, {"cf-mitigated": "challenge"}, b""), "a challenge for browsers (403)"),
            ((400, {"Content-Type": "text/html"}, b"No required SSL certificate"), "requires a client certificate"),
            ((407, {}, b""), "requires a password (407)"),
            ((402, {}, b"{}"), "requires a payment method"),
            ((429, {"Retry-After": "86400"}, b"{}"), "says to try again in 86400 s (status 429)"),
        ],
        ids=lambda each: each if isinstance(each, str) else str(each[0]),
    )
    def test_the_reason_is_reported(
        self, conformance: Conformance, answer: tuple[int, dict[str, str], bytes], words: str
    ) -> None:
        status, headers, content = answer

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            await Response(content, status, headers)(scope, receive, send)

        assert words in only_line(conformance("--max-time", "20", on=app))

    def test_a_second_run_leaves_nothing_of_the_first(
        self, conformance: Conformance, reference_server: str, tmp_path: Path
    ) -> None:
        assert conformance("--base-url", reference_server, "--profile", "smoke").returncode == 0
        only_line(conformance("--base-url", "http://127.0.0.1:9"))
        assert list((tmp_path / "reports").iterdir()) == []

    def test_a_terminal_with_ascii_only_is_tolerated(self, conformance: Conformance, reference_server: str) -> None:
        run = conformance("--base-url", reference_server, "--profile", "smoke", PYTHONIOENCODING="ascii")
        assert run.returncode == 0, run.stderr


def test_the_verdict_says_that_only_some_rules_were_selected(conformance: Conformance, reference_server: str) -> None:
    run = conformance("--base-url", reference_server, "-k", "a_wrong_key_is_refused")
    assert "against 1 of " in run.stdout
    assert "The server conforms to the selected rule of " in run.stdout
    assert "About" not in run.stdout


def test_a_server_that_fails_at_its_first_request_is_found(conformance: Conformance) -> None:
    seen: list[Scope] = []
    app = create_app(SERVER)

    async def failing_once(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            seen.append(scope)
            if len(seen) == 1:
                await Response(b'{"status": "error", "message": "cold"}', 500, media_type="application/json")(
                    scope, receive, send
                )
                return
        await app(scope, receive, send)

    run = conformance("--profile", "smoke", on=failing_once)
    assert run.returncode == 1
    assert "expected a response below 500, got status 500" in run.stdout


def leaking(app: ASGIApp) -> ASGIApp:
    """Return a server that repeats the request in many forms, and accepts any key: every rule about keys fails."""

    async def leaked(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        sent = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        request_text = sent.get("authorization", "") + scope["query_string"].decode()
        key = SERVER.api_key
        forms = [request_text, key, key.upper(), key[::-1], base64.b64encode(f"ab{key}".encode()).decode()]
        body = json.dumps(
            {"status": "error", "message": " ".join(forms), "access_token": request_text or "opaque-token-1"}
        )
        headers = {"X-Sent": request_text.encode("ascii", "replace").decode(), "Set-Cookie": f"key={key}"}
        await Response(body, 201, headers, media_type="application/json")(scope, receive, send)

    return leaked


@pytest.mark.parametrize(
    ("profile", "rules", "shown"),
    [
        ("ci", "(key or scheme) and not no_answer", "${RETELL_API_KEY%?}"),
        ("smoke", "no_answer_repeats_the_key", '"access_token": "***"'),
    ],
)
def test_the_key_cannot_be_recovered_from_any_output(
    conformance: Conformance, tmp_path: Path, profile: str, rules: str, shown: str
) -> None:
    on_github = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    run = conformance("--profile", profile, "-k", rules, **on_github, on=leaking(create_app(SERVER)))

    assert run.returncode == 1
    outputs = [run.stdout, run.stderr, *(path.read_text() for path in tmp_path.rglob("*") if path.is_file())]
    assert len(outputs) == 2 + len(files.WRITERS) + 1
    assert [recoverable(text, SERVER.api_key) for text in outputs] == [[]] * len(outputs)
    assert shown in "".join(outputs)


def test_a_passed_check_shows_its_number_of_requests(conformance: Conformance, reference_server: str) -> None:
    run = conformance("--base-url", reference_server, "--profile", "smoke", "-k", "a_missing_key_is_refused")
    assert re.search(r"✓ A missing key is rejected  \(\d+ requests?\)", run.stdout)
    assert f"The server conforms to 1 of {len(RULES)} rules, each checked with one case." in run.stdout
