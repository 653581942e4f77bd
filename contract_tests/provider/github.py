"""On GitHub: an annotation for each finding, and the summary of the run as the summary of the step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from contract_tests.provider import terminal
from contract_tests.provider.verdicts import outcome, rules, sentence, title

if TYPE_CHECKING:
    from contract_tests.provider.reporting import Run

# GitHub shows ten annotations of a step.
MOST_ANNOTATIONS = 10


def report(run: Run, environment: Mapping[str, str], out: TextIO) -> None:
    """Does nothing elsewhere."""
    if environment.get("GITHUB_ACTIONS") != "true":
        return
    for line in list(_annotations(run))[:MOST_ANNOTATIONS]:
        print(line, file=out)
    summary = environment.get("GITHUB_STEP_SUMMARY")
    if summary:
        with Path(summary).open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.writelines(f"{line}\n" for line in _summary(run))


def _annotations(run: Run) -> Iterator[str]:
    for verdict in run.verdicts:
        for finding in verdict.findings:
            if not finding.accepted:
                message = f"promised: {finding.promised}\ncame: {finding.came}"
                yield f"::error title={_property(title(verdict))}::{_data(message)}"


def _summary(run: Run) -> Iterator[str]:
    yield f"### {terminal.verdict_line(run)}"
    yield ""
    yield "| rule | verdict | requests |"
    yield "|---|---|---|"
    for rule, cases in rules(run.verdicts).items():
        yield f"| {sentence(rule)} | {outcome(cases)} | {sum(case.requests for case in cases)} |"
    for verdict in run.verdicts:
        for finding in verdict.findings:
            yield f"\n**{title(verdict)}**: promised {finding.promised}, came {finding.came}"
            yield f"\n```sh\n{finding.curl}\n```"


def _data(text: str) -> str:
    """Escapes a message as GitHub's workflow commands want it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
