"""The report on the terminal: each rule with its result, the causes, and a short summary."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TextIO

from api_conformance.events import Consumer, RunEnded, at_the_end
from api_conformance.results.causes import Cause
from api_conformance.results.check_result import RuleResult
from api_conformance.results.summary import Summary
from openapi_contract.text import counted, printable, shortened

Part = Callable[[Summary], Iterator[str]]
MARKS = {"passed": "✓", "failed": "✗", "accepted": "~", "not checked": "-", "error": "!"}
MOST_CAUSES = 20
MOST_WHYS = 3
MOST_RULES = 4
MOST_OF_A_LINE = 500
LONGEST_REPEATED = 60
"""Number of characters of a reason that is shown again for each rule."""


def consumers(out: TextIO, *, quiet: bool = False) -> Mapping[str, Consumer]:
    """Return the functions that print the parts of the summary, by their names.

    Args:
        quiet: True to print only failures and the verdict.
    """

    def show(part: Part, ended: RunEnded) -> None:
        for line in part(ended.summary):
            print(line, file=out)
        out.flush()

    shown = {name: part for name, part in PARTS.items() if not quiet or name in QUIET_PARTS}
    return {f"the terminal's {name}": at_the_end(partial(show, part)) for name, part in shown.items()}


def rule_line(result: RuleResult, reason_before: str = "") -> str:
    """Return a rule with its result and its id, and with its first finding on two more lines.

    Args:
        reason_before: The reason why the rule before was not checked, which is not repeated if it is long.
    """
    line, name = f"  {MARKS[result.kind]} {result.title}", f"  {result.rule}"
    is_known = result.reason == reason_before and len(result.reason) > LONGEST_REPEATED
    reason = "for the same reason" if is_known else _line(result.reason)
    if result.kind == "failed":
        first = next((each.example.mention for each in result.symptoms if not each.accepted), None)
        if first is not None:
            detail = f"\n      expected {_line(first.expected)}\n      got      {_line(first.got)}"
            return f"{line}{name}{detail}" + (f"\n      stopped  {reason}" if reason else "")
    if reason:
        return f"{line}  ({reason}){name}"
    more = f"; {result.left_to_deep} is left to PROFILE=deep" if result.left_to_deep else ""
    return f"{line}  ({counted(result.requests, 'request', 'requests')}{more}){name}"


def cause_lines(number: int, cause: Cause) -> Iterator[str]:
    """Yield a cause, with an example and a command that repeats it."""
    names = [each.title for each in cause.rules]
    more = f" and {len(names) - MOST_RULES} more" if len(names) > MOST_RULES else ""
    requests = counted(cause.requests, "request", "requests")
    rules = "1 rule" if len(names) == 1 else f"{len(names)} rules"
    yield f"{number}. {_line(cause.title)}"
    if cause.accepted:
        yield f"     accepted  {cause.accepted}"
    yield f"     breaks    {rules}, {requests}: {'; '.join(names[:MOST_RULES])}{more}"
    for why in cause.whys[:MOST_WHYS]:
        yield f"     why       {_line(why)}"
    if len(cause.whys) > MOST_WHYS:
        yield f"               and {len(cause.whys) - MOST_WHYS:,} more, all in the report"
    if cause.example.curl:
        yield f"     request   {_line(cause.example.curl)}"
        yield f"     response  {_line(' '.join(cause.example.response.split()))}"


def _causes(summary: Summary) -> Iterator[str]:
    found = summary.causes()
    if found:
        yield f"\n{'1 cause' if len(found) == 1 else f'{len(found)} causes'}"
    for number, cause in enumerate(found[:MOST_CAUSES], 1):
        yield ""
        yield from cause_lines(number, cause)
    if len(found) > MOST_CAUSES:
        yield f"\nand {len(found) - MOST_CAUSES} more, all in the report"
    for result in summary.results:
        if result.kind == "error":
            yield f"\n! {result.title} could not be checked: {printable(result.reason)}"
    yield from map(printable, summary.trouble)


def note_lines(summary: Summary) -> Iterator[str]:
    """Yield the notes, in a line each."""
    for result in summary.results:
        for note in result.notes:
            cases = f" for {', '.join(note.cases)}" if note.cases else ""
            came = f"expected {note.expected}, got {note.got}{cases}; {note.source}"
            yield f"  · {result.title}: {_line(came)}"


def _notes(summary: Summary) -> Iterator[str]:
    lines = list(note_lines(summary))
    if lines:
        yield f"\n{counted(len(lines), 'note', 'notes')}, for information"
        yield from lines


def _deviations(summary: Summary) -> Iterator[str]:
    """Yield the state of the accepted deviations."""
    checked = {result.rule: result for result in summary.results if result.kind != "not checked"}
    for deviation in summary.settings.deviations:
        result = checked.get(deviation.rule)
        if deviation.expired:
            yield f"\nThe deviation {deviation} has expired on {deviation.expires} and counts again: {deviation.reason}"
        elif result is None or result.prevented:
            continue
        elif any(mention.accepted == deviation.reason for mention in result.mentions):
            yield f"\n~ {deviation} is accepted until {deviation.expires}: {deviation.reason}"
        elif result.in_part:
            yield f"\nThe deviation {deviation} did not occur in the cases that the profile sends: another may show it."
        else:
            looked = f", in {len(result.mentions)} findings and their requests" if result.mentions else ""
            yield f"\nThe deviation {deviation} no longer occurs{looked}: remove it."


def _numbers(summary: Summary) -> Iterator[str]:
    statuses = ", ".join(f"{status} × {count:,}" for status, count in summary.statuses.most_common())
    yield ""
    yield f"  server    {summary.server}"
    yield f"  contract  {summary.settings.document.version}"
    yield f"  checked   {summary.operations}"
    yield f"  seed      {summary.settings.seed} (profile {summary.settings.profile_name})"
    yield f"  requests  {summary.statuses.total():,} in {summary.seconds:.1f} s: {statuses}"
    for each in summary.passing:
        yield f"  trouble   {_line(each)}"
    if summary.refused:
        yield f"  rejected  the smallest valid request: {_line(summary.refused)}"
    if summary.from_a_gateway:
        seen = ", ".join(f"{status} × {count}" for status, count in sorted(summary.from_a_gateway.items()))
        yield f"  gateway   {seen} seen from a gateway, and not judged by the contract"
    totals = summary.coverage.totals()
    yield (
        f"  covered   {totals.properties_sent.exercised} of {totals.properties_sent.of} request properties, "
        f"{totals.properties_seen.exercised} of {totals.properties_seen.of} response properties"
    )
    kinds = [f"{summary.count('passed')} passed", f"{summary.count('failed')} failed"]
    kinds.append(f"{summary.count('not checked')} not checked")
    if summary.count("accepted"):
        kinds.append(f"{summary.count('accepted')} with accepted deviations only")
    yield f"  rules     {', '.join(kinds)}"
    compared = summary.comparison
    if compared is not None and compared.runs:
        counts = f"{len(compared.new)} new, {len(compared.known)} known, {len(compared.gone)} gone"
        yield f"  history   findings: {counts}, beside {counted(len(compared.runs), 'run before', 'runs before')}"
    page = summary.settings.reports / "report.html"
    if page.exists():
        yield f"  report    {page}"


def _verdict(summary: Summary) -> Iterator[str]:
    yield ""
    yield printable(summary.verdict)


PARTS: dict[str, Part] = {
    "causes": _causes,
    "notes": _notes,
    "deviations": _deviations,
    "summary": _numbers,
    "verdict": _verdict,
}
"""The parts of the final report, in order."""
QUIET_PARTS = frozenset({"causes", "deviations", "verdict"})
"""The parts that --quiet shows."""


def _line(text: str) -> str:
    return shortened(printable(text), MOST_OF_A_LINE)
