"""Tests of the HTML report, as a browser shows it."""

import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest
from attrs import evolve

from api_conformance import settings as run_settings
from api_conformance.finding import Finding
from api_conformance.reports import html
from api_conformance.reports.charts import MOST_RUNS
from api_conformance.results.check_result import Example, Mention, RuleResult, Symptom
from api_conformance.results.figures import figures
from api_conformance.results.history import KnownFinding
from api_conformance.results.summary import Summary
from api_conformance.transport.exchange import Exchange
from retell_conformance.endpoint import RETELL
from retell_conformance.rules import RULES
from retell_conformance.tests.ended_runs import RULE, ended, exchange

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
OPEN_AT_FIRST = 5
OVER_TIME = "Responses by status over the time of the run"


def page_with(count: int, folder: Path) -> Path:
    """Write the report of a run that found `count` causes, each by another rule."""
    summary = Summary(run_settings.read(RETELL, lambda _: None, {}), of=len(RULES))
    for number, rule in enumerate([*RULES.values()][:count]):
        found = Mention("status", f"status {number}", "<b>none</b>", str(number), "", number, "")
        named = rule.id, rule.title, rule.group.title, rule.group.sentence, rule.sentence, rule.source
        example = Example(found, "", "curl", "", "")
        summary.results.append(RuleResult(*named, "failed", "", False, 1, (Symptom((found,), example),)))
    html.write(summary, folder / "report.html")
    return folder / "report.html"


@pytest.mark.parametrize("count", [0, 5, 30])
def test_each_cause_has_an_anchor_and_only_the_first_are_open(count: int, tmp_path: Path) -> None:
    page = page_with(count, tmp_path).read_text(encoding="utf-8")

    assert re.findall(r'id="cause-(\d+)"', page) == [str(number) for number in range(1, count + 1)]
    assert len(re.findall(r'<details class="cause" open>', page)) == min(count, OPEN_AT_FIRST)
    assert "<b>none</b>" not in page


def run_of(requests: int, **options: Any) -> Summary:
    """Return a run with this many requests, of which each tenth is slow and has status 500."""
    summary = Summary(
        run_settings.read(RETELL, {"history": options.pop("history", None)}.get, {}), of=len(RULES), **options
    )
    operation, *_ = summary.settings.document.operations
    begin = datetime(2026, 11, 30, tzinfo=UTC)
    exchanges = []
    for number in range(requests):
        request = httpx.Request("POST", "http://server.test/<b>")
        slow = number % 10 == 0
        response = httpx.Response(500 if slow else 201)
        exchanges.append(
            Exchange(request, response, None, begin + timedelta(milliseconds=number), 0.05 if slow else 0.002)
        )
    summary.figures = figures(exchanges, lambda _: operation, str)
    return summary


def page_of(summary: Summary, folder: Path) -> str:
    html.write(summary, folder / "report.html")
    return (folder / "report.html").read_text(encoding="utf-8")


def pictures(page: str) -> dict[str, ElementTree.Element]:
    """Return the pictures of a page by their names; each is well-formed."""
    found = map(ElementTree.fromstring, re.findall(r"<svg.*?</svg>", page, re.DOTALL))
    return {each.get("aria-label", ""): each for each in found}


def test_latency_and_statuses_have_charts_and_texts(tmp_path: Path) -> None:
    page = page_of(run_of(200), tmp_path)
    drawn = pictures(page)

    histogram, over_time = drawn["Histogram of the latency of createWebCall"], drawn[OVER_TIME]
    assert [each.findtext("title") for each in histogram.iter("rect")] == ["2 ms to 3 ms: 180", "50 ms to 70 ms: 20"]
    assert [each.get("class") for each in histogram.iter("path")] == ["p50", "p90", "p99"]
    assert {each.get("class") for each in over_time.iter("rect")} == {"s2", "s5"}
    assert "p50 2 ms" in page
    assert "<td>POST /&lt;b&gt;</td><td>entry 191</td>" in page


@pytest.mark.parametrize("requests", [0, 1, 2])
def test_a_run_of_few_requests_has_a_page(requests: int, tmp_path: Path) -> None:
    assert (OVER_TIME in pictures(page_of(run_of(requests), tmp_path))) == (requests > 0)


def test_charts_stay_inside_their_frames(tmp_path: Path) -> None:
    for picture in pictures(page_of(run_of(200), tmp_path)).values():
        for bar in picture.iter("rect"):
            x, y, width, height = (float(bar.get(name, "nan")) for name in ("x", "y", "width", "height"))
            assert 0 <= x < x + width <= 100
            assert 0 <= y < y + height <= 100.01


def test_the_last_runs_have_a_chart_and_findings_are_marked_new_or_known(tmp_path: Path) -> None:
    now = run_of(20, history="history.jsonl")
    (known,) = ended([Finding("a", "b", exchange())], tmp_path).summary.results
    now.results.append(known)
    before = now.as_past_run
    gone = KnownFinding("0" * 16, RULE.id, "status 401", "status <200>")
    now.past = tuple(evolve(before, started_at=f"2026-10-{day:02}", findings=(gone,)) for day in range(1, 32))
    page = page_of(now, tmp_path)

    assert page.count('<span class="does-not-conform') == MOST_RUNS + 1
    assert "1 new finding, 0 known, 1 gone, beside 31 earlier runs" in page
    assert "expected status 401, got status &lt;200&gt;" in page
    assert '<span class="tag new">new</span>' in page
    assert "Latency of createWebCall over the last runs" in pictures(page)
    now.past = (evolve(before, started_at="2026-10-01"),)
    assert '<span class="tag known">since 2026-10-01</span>' in page_of(now, tmp_path)


def test_a_page_loads_no_other_resources(tmp_path: Path) -> None:
    page = page_of(run_of(20), tmp_path)

    assert not re.search(r"<script|<link|<img|<iframe|\bon\w+=|url\(|@import|\bsrc=", page)


@pytest.mark.field
@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here to draw the page")
def test_a_link_to_a_rule_opens_its_row(tmp_path: Path) -> None:
    page, (rule, *_) = page_with(30, tmp_path), RULES
    command = [
        str(CHROMIUM),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--dump-dom",
        f"--user-data-dir={tmp_path}",
    ]

    drawn = subprocess.run([*command, f"{page.as_uri()}#{rule}"], capture_output=True, text=True, timeout=60).stdout

    assert re.search(rf'<details class="failed" open="">(?:(?!</details>).)*id="{rule}"', drawn, re.DOTALL)
