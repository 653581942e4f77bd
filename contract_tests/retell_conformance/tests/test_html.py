"""The HTML report, as a browser shows it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from api_conformance import settings as run_settings
from api_conformance.reports import html
from api_conformance.results.check_result import Example, Mention, RuleResult, Symptom
from api_conformance.results.summary import Summary
from retell_conformance.endpoint import RETELL
from retell_conformance.rules import RULES

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
OPEN_AT_FIRST = 5


def page_with(count: int, folder: Path) -> Path:
    """Write the report of a run that found so many causes, each by a rule of its own."""
    summary = Summary(run_settings.read(RETELL, lambda _: None, {}), of=len(RULES))
    for number, rule in enumerate([*RULES.values()][:count]):
        found = Mention("status", f"status {number}", "<b>none</b>", str(number), "", number, "")
        named = rule.id, rule.title, rule.group.title, rule.group.sentence, rule.sentence, rule.promised_by
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
