"""Reports of a load test, on the terminal and as JUnit XML: violations by cause, with one example each."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from api_conformance.load.tally import Cause
from api_conformance.load.whole_run import WholeRun
from api_conformance.reports.junit import xml_text
from openapi_contract.text import one_line, shortened

MOST_CAUSES = 20
MOST_UNKNOWN = 10
MOST_OF_A_LINE = 500
JUNIT = "load-junit.xml"


def lines(run: WholeRun, server: str, folder: Path) -> Iterator[str]:
    """Yield the report for a person."""
    found = list(run.tally.in_order())
    if found:
        yield f"\n{'1 cause' if len(found) == 1 else f'{len(found)} causes'}"
    for number, ((check, operation, *_), cause) in enumerate(found[:MOST_CAUSES], 1):
        yield f"\n{number}. {_line(cause.example.title)}"
        yield from cause_lines(check, operation, cause)
    if len(found) > MOST_CAUSES:
        yield f"\nand {len(found) - MOST_CAUSES} more, all in {JUNIT}"
    yield ""
    yield from _numbers(run, server)
    yield f"  report    {folder / JUNIT}"
    yield ""
    yield one_line(run.verdict)


def cause_lines(check: str, operation: str, cause: Cause) -> Iterator[str]:
    """Yield the details of a cause."""
    yield f"     breaks    {check}: {operation} × {cause.count:,}"
    if cause.example.curl:
        yield f"     request   {_line(cause.example.curl)}"
        yield f"     response  {_line(' '.join(cause.example.response.split()))}"


def _numbers(run: WholeRun, server: str) -> Iterator[str]:
    tally, workers = run.tally, len([name for name in run.workers if name])
    yield f"  server    {server}"
    where = f"on {workers} workers" if workers else "in one process"
    yield f"  load      {run.users:,} users {where}, {run.seconds:.0f} s"
    yield f"  requests  {tally.requests:,}: {_counts(tally.statuses)}"
    yield f"  calls     {run.calls:,} with ids and tokens of their own, over all workers"
    if tally.unanswered:
        yield f"  trouble   no response: {_counts(tally.unanswered)}"
    if tally.turned_away:
        yield f"  trouble   turned away with status {_counts(tally.turned_away)}"
    for each in tally.unknown.most_common(MOST_UNKNOWN):
        yield f"  unknown   {_line(each[0])} × {each[1]:,}"
    kept = len(run.checks) - len(run.broken) - len(run.not_checked)
    yield f"  checks    {kept} kept, {len(run.broken)} broken, {len(run.not_checked)} not checked"


def _counts(counter: Counter[str]) -> str:
    return ", ".join(f"{one_line(name)} × {count:,}" for name, count in counter.most_common())


def _line(text: str) -> str:
    return shortened(one_line(text), MOST_OF_A_LINE)


def write_junit(run: WholeRun, path: Path) -> None:
    """Write the report as JUnit XML: a test case for each check, and one for the test itself if there is no verdict."""
    suite = ElementTree.Element("testsuite", name="load", time=f"{run.seconds:.3f}")
    for check in run.checks:
        case = ElementTree.SubElement(suite, "testcase", classname="load", name=check)
        causes = run.tally.by_check(check)
        if causes:
            message = f"{causes[0][1].example.title} × {causes[0][1].count:,}"
            failure = ElementTree.SubElement(case, "failure", message=xml_text(message))
            failure.text = xml_text("\n\n".join(_cause_line(operation, cause) for operation, cause in causes))
        elif check in run.not_checked:
            ElementTree.SubElement(case, "skipped", message="there was nothing to judge")
    if run.no_verdict:
        case = ElementTree.SubElement(suite, "testcase", classname="load", name="The test has a verdict")
        ElementTree.SubElement(case, "error", message=xml_text(run.no_verdict))
    for outcome, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(outcome, str(len(suite.findall(f"testcase/{tag}"))))
    suite.set("tests", str(len(suite)))
    ElementTree.SubElement(suite, "system-out").text = xml_text(run.verdict)
    root = ElementTree.Element("testsuites")
    root.append(suite)
    ElementTree.indent(root)
    path.write_bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _cause_line(operation: str, cause: Cause) -> str:
    example = cause.example
    return "\n".join(filter(None, [f"{operation}: {example.title} × {cause.count:,}", example.curl, example.response]))
