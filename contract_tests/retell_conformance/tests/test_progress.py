"""Tests of the progress of a run: a bar on a terminal, lines in a log, nothing with --quiet."""

import io
import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

from api_conformance import settings
from api_conformance.events import CheckEnded, GenerationEnded, GenerationStarted, RequestSent, RunStarted
from api_conformance.finding import Finding
from api_conformance.reports import progress, terminal
from api_conformance.version import suite_version
from openapi_contract import document
from repository import CONTRACT, ROOT
from retell_conformance.endpoint import RETELL
from retell_conformance.rules import RULES
from retell_conformance.tests.conftest import Conformance
from retell_conformance.tests.ended_runs import SERVER, ended, exchange
from retell_conformance.tests.pseudo_terminal import run_on_terminal

ALONE = ("-k", "a_missing_key_is_refused or an_empty_key_is_refused")
COLOUR = re.compile(r"\x1b\[(?:\d+;)*3[1-7](?:;\d+)*m")


def on_terminal(base_url: str, *options: str, **environment: str) -> str:
    """Run the command on a pseudo-terminal, and return the bytes sent to it."""
    given = {"RETELL_API_KEY": SERVER.api_key, "RETELL_AGENT_ID": SERVER.agent_id, **environment}
    command: list[str | Path] = [ROOT / "scripts" / "conformance", "--base-url", base_url, *ALONE, *options]
    status, _, shown = run_on_terminal(command, "stdout", **given)
    assert status == 0
    return shown.replace("\r\n", "\n")


@pytest.fixture(scope="module")
def shown(reference_server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the bytes that a terminal gets in a run of two checks."""
    return on_terminal(reference_server, "--reports", str(tmp_path_factory.mktemp("reports")))


def test_a_terminal_shows_a_bar_and_then_the_cursor_again(shown: str) -> None:
    assert re.search(r"\d+ requests, [\d.]+/s", shown)
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l")
    assert shown.endswith(f"The server conforms to the 2 selected rules of {len(RULES)}.\n")


def test_marks_are_coloured_on_a_terminal(shown: str) -> None:
    assert "\x1b[32m✓\x1b[0m A missing key is rejected" in shown


@pytest.mark.parametrize(
    "environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["no-color", "a-terminal-without-a-cursor"]
)
def test_a_terminal_has_no_colour_if_the_environment_disables_it(
    environment: dict[str, str], reference_server: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shown = on_terminal(reference_server, "--reports", str(tmp_path_factory.mktemp("reports")), **environment)

    assert "✓ A missing key is rejected" in shown
    assert not COLOUR.search(shown)
    assert ("\x1b" in shown) == ("NO_COLOR" in environment)


class Terminal(io.StringIO):
    """A terminal in memory."""

    def isatty(self) -> bool:
        """Return True."""
        return True


@pytest.mark.parametrize("words", ["[red]no markup[/]", ":smile:", "a" * 300, "http://127.0.0.1/1"])
def test_texts_of_a_server_are_shown_literally(words: str) -> None:
    out = Terminal()
    bar = progress.Bar(out)
    bar.line(words)
    bar.close()

    assert f"{words}\n" in out.getvalue()


class Told(progress.Log):
    """A log that stores its lines."""

    def __init__(self) -> None:
        super().__init__(io.StringIO())
        self.lines: list[str] = []

    def sent(self, _what: str, text: Callable[[], str], _count: int, _expected: int | None) -> None:
        """Store the line."""
        self.lines.append(text())


def test_a_log_has_a_line_at_intervals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "SECONDS_BETWEEN_LINES", 0)
    out = io.StringIO()
    watch = progress.consumer(settings.read(RETELL, lambda _: None, {}), out)
    for event in (RunStarted(len(RULES), len(RULES)), RequestSent(60), GenerationEnded(40), RequestSent(80)):
        watch(event)

    *_, at_first, later = out.getvalue().splitlines()
    assert re.search(r"60 of about 4,700 requests, \d+/s, \d+ \w+ left$", at_first)
    assert "80 of about 100 requests" in later
    assert "\x1b" not in out.getvalue()


def test_findings_so_far_are_counted(tmp_path: Path) -> None:
    display = Told()
    watch = progress.Progress(settings.read(RETELL, lambda _: None, {}), display)
    (found,) = ended([Finding("a", "b", exchange()), Finding("a", "c", exchange())], tmp_path).summary.results
    watch(CheckEnded(found))
    watch(RequestSent(1))

    assert display.lines[-1].endswith(", 2 findings")


GONE = "the server stopped responding, and did not return within 10 s; the last request before that was number 500"


def test_a_long_reason_is_shown_once_and_a_broken_rule_also_shows_its_finding(tmp_path: Path) -> None:
    out = io.StringIO()
    watch = progress.consumer(settings.read(RETELL, lambda _: None, {}), out)
    (broken,) = ended([Finding("a", "b", exchange())], tmp_path).summary.results
    (unknown,) = ended([], tmp_path).summary.results
    for found in (unknown, unknown, broken):
        watch(CheckEnded(evolve(found, reason=GONE)))

    assert out.getvalue().count(GONE) == 1
    assert out.getvalue().count("(for the same reason)") == 1
    assert out.getvalue().endswith("\n      expected a\n      got      b\n      stopped  for the same reason\n")


def test_a_bar_that_fails_is_removed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    out = Terminal()
    watch = progress.Progress(settings.read(RETELL, lambda _: None, {}), progress.Bar(out))
    monkeypatch.setattr(terminal, "rule_line", lambda *_: 1 / 0)
    (found,) = ended([], tmp_path).summary.results

    with pytest.raises(ZeroDivisionError):
        watch(CheckEnded(found))
    assert out.getvalue().rindex("\x1b[?25h") > out.getvalue().rindex("\x1b[?25l")


def test_a_pause_does_not_change_the_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([0.0, *(second / 10 for second in range(1, 101)), 70.0, 70.5, 71.0])
    monkeypatch.setattr("time.monotonic", lambda: next(moments))
    rate = progress.Rate()
    steady = [rate.after(10 * number) for number in range(1, 101)]
    paused, later, later_still = rate.after(1001), rate.after(1050), rate.after(1101)

    assert steady[-1] == pytest.approx(100)
    assert paused == pytest.approx(1001 / 70)
    assert later == pytest.approx(98)
    assert later_still == pytest.approx(100)


def test_a_log_says_that_requests_are_being_generated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "SECONDS_BETWEEN_LINES", 0.01)
    out = io.StringIO()
    watch = progress.consumer(settings.read(RETELL, lambda _: None, {}), out)
    watch(GenerationStarted())
    for _ in range(500):
        if progress.GENERATING in out.getvalue():
            break
        time.sleep(0.01)
    watch(GenerationEnded(1))

    assert f"  … {progress.GENERATING}: 1 s so far\n" in out.getvalue()


def test_a_quiet_run_prints_only_the_verdict(conformance: Conformance, reference_server: str) -> None:
    run = conformance("--base-url", reference_server, *ALONE, "--quiet")

    assert (run.stderr, run.stdout.strip()) == ("", f"The server conforms to the 2 selected rules of {len(RULES)}.")


def test_the_checks_are_listed_with_id_profile_title_and_source(conformance: Conformance) -> None:
    listed = conformance("--list-checks", BASE_URL="no address")

    assert listed.returncode == 0
    for rule in RULES.values():
        words = re.escape(f"{rule.title} ({rule.source})")
        shown = rf"(?m)^  {rule.id} +{rule.profile} +{words}(; PROFILE=deep: .*)?$"
        assert re.search(shown, listed.stdout), rule.id
    assert conformance("--list-checks", *ALONE).stdout.count(" is rejected") == 2


def test_the_smallest_profile_with_each_check_is_listed(conformance: Conformance, tmp_path: Path) -> None:
    conformance("--profile", "smoke")
    report = json.loads((tmp_path / "reports" / "report.json").read_text())

    left_out = {each["id"] for each in report["checks"] if "the profile" in each["reason"]}
    assert left_out == {each.id for each in RULES.values() if each.profile != "smoke"}


def test_the_versions_of_the_suite_and_of_the_contract_are_shown(conformance: Conformance) -> None:
    contract = document.read(CONTRACT)
    title, version = contract.root["info"]["title"], contract.version
    told = conformance("--version", CONTRACT=None)

    assert told.stdout.strip() == f"retell-conformance {suite_version()}, contract {title} {version}"
    assert "contract cannot be used" in conformance("--version", "--contract", "nowhere.yaml").stderr


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        (
            "a_missing_key or an_emty_key",
            "no check has 'an_emty_key' in its name; the nearest is an_empty_key_is_refused",
        ),
        ("a_missing_kye_is_refused", "the nearest is a_missing_key_is_refused"),
        ("key and not an_emty_key", "the nearest is an_empty_key_is_refused"),
    ],
)
def test_a_wrong_name_suggests_the_nearest(conformance: Conformance, wrong: str, near: str) -> None:
    run = conformance("-k", wrong)

    assert run.returncode == 2
    assert run.stderr.strip().endswith(near)


def test_a_deviation_from_an_unknown_check_suggests_the_nearest(conformance: Conformance, tmp_path: Path) -> None:
    (tmp_path / "accepted.yaml").write_text("- {rule: a_missing_key_is_rejected, reason: a, expires: 2099-01-01}")
    run = conformance("--deviations", "accepted.yaml")

    assert run.returncode == 2
    assert run.stderr.strip().endswith("a_missing_key_is_rejected; the nearest is a_missing_key_is_refused")
