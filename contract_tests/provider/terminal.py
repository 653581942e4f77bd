"""What a run shows on the terminal: each rule with its verdict, each finding, and a summary to read in ten seconds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from contract_tests.provider.verdicts import Verdict, outcome, rules, sentence, title

if TYPE_CHECKING:
    from contract_tests.provider.reporting import Run

MARKS = {"passed": "✓", "failed": "✗", "accepted": "~", "skipped": "-", "error": "!"}
MOST_FINDINGS = 5
MOST_OF_A_LINE = 500


def show_summary(run: Run, out: TextIO) -> None:
    """Prints what was found, and the summary."""
    for line in (*_findings(run), *_summary(run)):
        print(line, file=out)


def finding_lines(verdict: Verdict, seed: int) -> Iterator[str]:
    """The findings of one verdict, each with what it takes to see it again."""
    counting = [finding for finding in verdict.findings if not finding.accepted] or verdict.findings
    for finding in counting[:MOST_FINDINGS]:
        lines = [f"promised  {finding.promised}", f"came      {finding.came}"]
        if finding.curl is not None:
            lines += [f"request   {_cut(finding.curl)}", f"answer    {_cut(' '.join(finding.response.split()))}"]
        yield "\n".join([*lines, f"seed      {seed}"])
    rest = len(counting) - MOST_FINDINGS
    if rest > 0:
        yield f"and {rest} more like these, all in the report"


def rule_line(rule: str, cases: list[Verdict]) -> str:
    """A rule with its verdict, in one line."""
    worst = outcome(cases)
    note = ""
    if worst == "skipped":
        note = f"  ({cases[0].reason})"
    elif len(cases) > 1:
        note = f"  ({sum(case.outcome == 'passed' for case in cases)} of {len(cases)})"
    return f"  {MARKS[worst]} {sentence(rule)}{note}"


def _findings(run: Run) -> Iterator[str]:
    for verdict in run.verdicts:
        if verdict.outcome == "failed":
            yield f"\n✗ {title(verdict)}"
            for finding in finding_lines(verdict, run.settings.seed):
                yield "    " + finding.replace("\n", "\n    ") + "\n"
        elif verdict.outcome == "error":
            yield f"\n! {title(verdict)} could not be checked: {verdict.reason}"
    yield from run.trouble
    yield from _deviations(run)


def _deviations(run: Run) -> Iterator[str]:
    """What has become of the accepted deviations."""
    checked = {verdict.rule for verdict in run.verdicts if verdict.outcome != "skipped"}
    found = [(verdict.rule, finding.came) for verdict in run.verdicts for finding in verdict.findings]
    for deviation in run.settings.deviations:
        if deviation.expired:
            yield f"\nThe deviation {deviation} has expired on {deviation.expires} and counts again: {deviation.reason}"
        elif any(deviation.accepts(rule, came) for rule, came in found):
            yield f"\n~ {deviation} is accepted until {deviation.expires}: {deviation.reason}"
        elif deviation.rule in checked:
            yield f"\nThe deviation {deviation} was not seen any more: remove it."


def _summary(run: Run) -> Iterator[str]:
    outcomes = Counter(outcome(rule) for rule in rules(run.verdicts).values())
    server = run.base_url or run.settings.base_url or "none"
    if run.settings.base_url is None:
        server += " (the embedded reference server)"
    statuses = ", ".join(f"{status} × {count}" for status, count in statuses_seen(run).items())
    yield ""
    yield f"  server    {server}"
    yield f"  contract  {run.contract_version}"
    yield f"  seed      {run.settings.seed} (profile {run.settings.profile_name})"
    yield f"  requests  {len(run.entries)} in {run.seconds:.1f} s: {statuses}"
    totals = run.coverage.totals()
    yield (
        f"  covered   {totals.properties_sent.exercised} of {totals.properties_sent.of} request properties, "
        f"{totals.properties_seen.exercised} of {totals.properties_seen.of} response properties"
    )
    yield (
        f"  rules     {outcomes['passed']} passed, {outcomes['failed']} failed, {outcomes['skipped']} not checked"
        + (f", {outcomes['accepted']} with accepted deviations only" if outcomes["accepted"] else "")
        + (f", {outcomes['error']} could not be checked" if outcomes["error"] else "")
    )
    if run.verdicts:
        yield f"  report    {run.settings.reports / 'report.html'}"
    yield ""
    yield verdict_line(run)


def verdict_line(run: Run) -> str:
    """The outcome in one sentence."""
    outcomes = Counter(outcome(rule) for rule in rules(run.verdicts).values())
    if outcomes["failed"]:
        return f"The server does not conform: {outcomes['failed']} of {outcomes.total()} rules are broken."
    if run.interrupted:
        return "The run was interrupted."
    if run.trouble or outcomes["error"]:
        return "The suite itself failed; this says nothing about the server."
    if not outcomes["passed"] + outcomes["accepted"]:
        return "No rule was checked."
    if outcomes["skipped"]:
        checked = outcomes.total() - outcomes["skipped"]
        return f"The server conforms, as far as {checked} of {outcomes.total()} rules could be checked."
    if outcomes["accepted"]:
        return f"The server conforms, but for accepted deviations from {outcomes['accepted']} rules."
    return "The server conforms."


def statuses_seen(run: Run) -> dict[str, int]:
    """How often each status came, the most frequent first."""
    counts = Counter(str(entry["response"]["status"] or "no answer") for entry in run.entries)
    return dict(counts.most_common())


def _cut(text: str) -> str:
    return text if len(text) <= MOST_OF_A_LINE else f"{text[:MOST_OF_A_LINE]}…"
