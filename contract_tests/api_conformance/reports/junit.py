"""The report of a run as JUnit XML, which CI systems show: a test case for each rule, the causes after them.

The elements and attributes are those that the schema of Jenkins' xUnit plugin knows, in the form that it takes them.
"""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from api_conformance.reports.terminal import cause_lines, note_lines
from api_conformance.results.check_result import Example, RuleResult
from api_conformance.results.summary import Summary
from api_conformance.version import suite_version
from openapi_contract.text import printable

MOST_SHOWN = 5
MOST_CAUSES = 200


def write(summary: Summary, path: Path) -> None:
    """Write the file."""
    suite = ElementTree.Element(
        "testsuite",
        name="conformance",
        tests=str(len(summary.results)),
        failures=str(summary.count("failed")),
        errors=str(summary.count("error") + len(summary.prevented)),
        skipped=str(summary.count("not checked") + summary.count("accepted") - len(summary.prevented)),
        time=f"{summary.seconds:.3f}",
        timestamp=summary.started_at.isoformat(timespec="seconds"),
    )
    properties = ElementTree.SubElement(suite, "properties")
    for name, value in _properties(summary):
        ElementTree.SubElement(properties, "property", name=name, value=xml_text(value))
    for result in summary.results:
        _case(suite, result)
    causes, notes = summary.causes(), list(note_lines(summary))
    if causes or notes:
        shown = enumerate(causes[:MOST_CAUSES], 1)
        lines = [line for number, cause in shown for line in (*cause_lines(number, cause), "")]
        lines += ["notes, for information", *notes] if notes else []
        ElementTree.SubElement(suite, "system-out").text = xml_text("\n".join([summary.verdict, "", *lines]))
    root = ElementTree.Element("testsuites")
    root.append(suite)
    ElementTree.indent(root)
    path.write_bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _properties(summary: Summary) -> Iterator[tuple[str, str]]:
    """Yield the properties of the run."""
    settings = summary.settings
    yield "suite", f"{settings.endpoint.command} {suite_version()}"
    yield "contract", summary.title
    yield "server", summary.server
    yield "operations", summary.operations
    yield "profile", settings.profile_name
    yield "seed", str(settings.seed)


def name_of(result: RuleResult) -> str:
    """Return the name of a rule's test case; GitLab and GitHub show nothing else of it."""
    return f"{result.title} [{result.rule}]"


def _case(suite: ElementTree.Element, result: RuleResult) -> None:
    case = ElementTree.SubElement(
        suite, "testcase", classname=result.group, name=name_of(result), time=f"{result.seconds:.3f}"
    )
    if result.kind == "failed":
        shown = [each.example for each in result.symptoms if not each.accepted]
        message = f"expected {shown[0].mention.expected}, got {shown[0].mention.got}" if shown else result.trouble
        failure = ElementTree.SubElement(case, "failure", type=result.rule, message=xml_text(message))
        failure.text = xml_text("\n\n".join(map(_finding, shown[:MOST_SHOWN])))
    elif result.kind == "error" or result.prevented:
        ElementTree.SubElement(case, "error", message=xml_text(result.reason))
    elif result.kind == "accepted":
        reasons = sorted({mention.accepted for mention in result.mentions})
        ElementTree.SubElement(case, "skipped", message=xml_text(f"accepted: {'; '.join(reasons)}"))
    elif result.kind == "not checked":
        ElementTree.SubElement(case, "skipped", message=xml_text(result.reason))


def _finding(example: Example) -> str:
    mention = example.mention
    lines = [f"expected {mention.expected}", f"got {mention.got}", mention.why and f"why {mention.why}", example.curl]
    return "\n".join(filter(None, lines))


def xml_text(text: str) -> str:
    """Return the text without characters that XML does not allow."""
    return "".join(
        each if each == "\n" or (each >= " " and each not in "\ufffe\uffff") else "?" for each in printable(text)
    )
