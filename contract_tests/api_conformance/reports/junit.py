"""The report of a run as JUnit XML, which CI systems show: a test case for each rule, the causes before them."""

from pathlib import Path
from xml.etree import ElementTree

from api_conformance.reports.terminal import cause_lines
from api_conformance.results.check_result import RuleResult, printable
from api_conformance.results.summary import Summary


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
    causes = summary.causes()
    if causes:
        lines = [line for number, cause in enumerate(causes, 1) for line in (*cause_lines(number, cause), "")]
        ElementTree.SubElement(suite, "system-out").text = _text("\n".join([summary.verdict, "", *lines]))
    for result in summary.results:
        _case(suite, result)
    root = ElementTree.Element("testsuites")
    root.append(suite)
    ElementTree.indent(root)
    path.write_bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _case(suite: ElementTree.Element, result: RuleResult) -> None:
    case = ElementTree.SubElement(suite, "testcase", classname=result.group, name=result.title)
    if result.kind == "failed":
        shown = [each for each in result.examples if not each.mention.accepted]
        first = shown[0].mention
        message = f"expected {first.expected}, got {first.got}"
        failure = ElementTree.SubElement(case, "failure", message=_text(message))
        failure.text = _text(
            "\n\n".join(
                "\n".join(
                    filter(
                        None,
                        [
                            f"expected {each.mention.expected}",
                            f"got {each.mention.got}",
                            each.mention.why and f"why {each.mention.why}",
                            each.curl,
                        ],
                    )
                )
                for each in shown[:5]
            )
        )
    elif result.kind == "error" or result.prevented:
        ElementTree.SubElement(case, "error", message=_text(result.reason))
    elif result.kind == "accepted":
        reasons = sorted({mention.accepted for mention in result.mentions})
        ElementTree.SubElement(case, "skipped", message=_text(f"accepted: {'; '.join(reasons)}"))
    elif result.kind == "not checked":
        ElementTree.SubElement(case, "skipped", message=_text(result.reason))


def _text(text: str) -> str:
    """Return the text without what XML has no way to write."""
    return "".join(
        each if each == "\n" or (each >= " " and each not in "\ufffe\uffff") else "?" for each in printable(text)
    )
