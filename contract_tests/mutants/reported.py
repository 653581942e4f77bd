"""The checks of all reports of a run, so that a wrong report fails it."""

import io
import json
from collections import Counter
from collections.abc import Sequence
from copy import copy
from functools import lru_cache
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import jsonschema_rs
from attrs import evolve

from api_conformance import settings as run_settings
from api_conformance.events import Consumers, RunEnded
from api_conformance.reports import files, github, junit, report_json, terminal
from api_conformance.results.causes import Cause
from api_conformance.results.check_result import RuleResult, result
from api_conformance.results.summary import Summary
from api_conformance.run import Run
from api_conformance.run_check import Outcome
from api_conformance.run_checks import gather
from api_conformance.secrets import JWT
from openapi_contract.document import Document
from retell_conformance.endpoint import RETELL
from retell_conformance.rules import RULES

REPORT = jsonschema_rs.validator_for(json.loads(report_json.SCHEMA.read_text()))
MOST_LOOKED_THROUGH = 1_000_000
MOST_EXCHANGES = 10
MOST_EXAMPLES_IN_HTML = 20


def faults_of_reports(run: Run, outcomes: Sequence[Outcome]) -> list[str]:
    """Make all reports of these outcomes, and return their faults, in a line each."""
    run = _with_few_exchanges(run, outcomes)
    results = [result(each, run, ()) for each in outcomes]
    with TemporaryDirectory(prefix="reports-") as name:
        folder, out = Path(name), io.StringIO()
        settings = run_settings.read(RETELL, {"reports": name}.get, {})
        if len(outcomes) == 1:  # of which the coverage of the whole contract, most of a report, says nothing
            settings = evolve(settings, document=_without_operations(settings.document))
        summary = Summary(settings, selected=len(results), of=len(RULES), base_url=run.target.base_url, results=results)
        gather(summary, run)
        on_github = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(folder / "summary.md")}
        consumers = {
            **files.consumers(folder),
            "the report on GitHub": github.consumer(on_github, out),
            **terminal.consumers(out),
        }
        deliver = Consumers(consumers)
        deliver(RunEnded(summary, run.traffic))
        if deliver.failures or summary.trouble:
            return [*summary.trouble, *(f"{each}: {reason}" for each, reason in deliver.failures.items())]
        texts = {each.name: each.read_bytes().decode("utf-8") for each in folder.iterdir()}
        texts["terminal"] = out.getvalue()
    return [
        *(f"{each} is missing" for each in (*files.WRITERS, "summary.md") if each not in texts),
        *_faults_of_causes(summary.causes(), results),
        *_faults_of_html(texts["report.html"], results),
        *_faults_of_junit(texts["junit.xml"], results),
        *_faults_of_har(texts["traffic.har"], run),
        *_faults_of_json(texts["report.json"], results),
        *_faults_of_sarif(texts["report.sarif"], results),
        *([] if summary.verdict in texts["terminal"] else ["the terminal has no verdict"]),
        *([] if texts["summary.md"].startswith(f"### {summary.verdict}") else ["GitHub's summary has no verdict"]),
        *(f"{where} has a secret" for where, text in texts.items() if _has_a_secret(text, run)),
    ]


@lru_cache(maxsize=2)
def _without_operations(document: Document) -> Document:
    return document.without(document.operations)


def _with_few_exchanges(run: Run, outcomes: Sequence[Outcome]) -> Run:
    """Return a run with the exchanges of findings and a few others, since all would take a second."""
    shown = {id(finding.exchange) for outcome in outcomes for finding in outcome.shown}
    every = run.traffic.exchanges
    traffic, few = copy(run.traffic), copy(run)
    traffic.exchanges = [each for number, each in enumerate(every) if id(each) in shown or number < MOST_EXCHANGES]
    few.traffic = traffic
    return few


def _has_a_secret(text: str, run: Run) -> bool:
    if len(text) > MOST_LOOKED_THROUGH:  # which would take a second
        return run.target.api_key in text or JWT.search(text) is not None
    return run.traffic.secrets.mask(text) != text


def _faults_of_causes(causes: Sequence[Cause], results: Sequence[RuleResult]) -> list[str]:
    listed = {(rule.rule, rule.kind) for cause in causes for rule in cause.rules}
    missing = [each.rule for each in results if each.symptoms and (each.rule, each.kind) not in listed]
    without = [cause.title for cause in causes if not cause.example.curl and cause.example.mention.exchange]
    return [f"no cause has {each}" for each in missing] + [f"a cause without an example: {each}" for each in without]


def _faults_of_html(page: str, results: Sequence[RuleResult]) -> list[str]:
    shown = [each.example for result in results for each in result.symptoms[:MOST_EXAMPLES_IN_HTML]]
    texts = [text for each in shown for text in (each.mention.expected, each.mention.got, each.curl, each.response)]
    written = (text.encode("utf-8", "backslashreplace").decode() for text in texts)
    return [
        f"report.html lacks {text[:100]!r}"
        for text in {*written, *(each.title for each in results)}
        # Jinja escapes quotes in its own way.
        if escape(text).replace("&quot;", "&#34;").replace("&#x27;", "&#39;") not in page
    ]


def _faults_of_junit(text: str, results: Sequence[RuleResult]) -> list[str]:
    suite = ElementTree.fromstring(text)[0]
    cases = {case.get("name"): case for case in suite.iter("testcase")}
    faults = [f"junit.xml lacks {each.title}" for each in results if junit.name_of(each) not in cases]
    broken = [each for each in results if each.kind == "failed" and junit.name_of(each) in cases]
    faults += [
        f"junit.xml has no failure of {each.title}"
        for each in broken
        if cases[junit.name_of(each)].find("failure") is None
    ]
    if broken and not suite.findtext("system-out"):
        faults.append("junit.xml has no causes")
    return faults


def _faults_of_json(text: str, results: Sequence[RuleResult]) -> list[str]:
    written = json.loads(text)
    faults = [f"report.json at {each.instance_path}: {each.message[:100]}" for each in REPORT.iter_errors(written)]
    found = [(each["check"], each["got"]) for each in written["findings"]]
    expected = [(each.rule, symptom.example.mention.got) for each in results for symptom in each.symptoms]
    return faults if found == expected else [*faults, "report.json has other findings"]


def _faults_of_sarif(text: str, results: Sequence[RuleResult]) -> list[str]:
    (run,) = json.loads(text)["runs"]
    found = Counter(each["ruleId"] for each in run["results"])
    expected = Counter({each.rule: len(each.symptoms) + len(each.notes) for each in results})
    return [] if found == +expected else ["report.sarif has other results"]


def _faults_of_har(text: str, run: Run) -> list[str]:
    entries = json.loads(text)["log"]["entries"]
    sent = len(run.traffic.exchanges)
    return [] if len(entries) == sent else [f"traffic.har has {len(entries)} of {sent} exchanges"]
