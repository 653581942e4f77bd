"""The report of a comparison: for a person, as Markdown for a pull request, and as JSON."""

import json
import re

from attrs import frozen

from contract_diff.audiences import Audience
from contract_diff.changes import Change, Comparison
from contract_diff.versions import Verdict
from openapi_contract.json_data import JsonObject

WIDEST = 80
"""Columns are not widened for pointers longer than this."""
MANY = 5
"""More similar changes than this are reported in one line."""
FEW = 3
"""Number of changes in such a line that are named; the others are counted."""


@frozen
class Report:
    """A comparison with its verdict, as every format shows it."""

    comparison: Comparison
    verdict: Verdict
    changelog: str
    """Remarks on the changelog."""
    problems: tuple[str, ...]
    """Broken rules of versions."""
    draft: str | None
    """The changelog entry, if one is needed."""


def title(report: Report) -> str:
    """Return the versions and names of the two contracts."""
    base, revision = report.comparison.base, report.comparison.revision
    return f"{base.version} ({base.name}) → {revision.version} ({revision.name})"


def summary(report: Report) -> str:
    """Return a sentence on the version that the changes need."""
    bump = report.comparison.bump
    if bump is None:
        same = report.comparison.base.root == report.comparison.revision.root
        return "No changes." if same else "No changes except in order or notation."
    needed = f", {report.verdict.needed} or later" if report.verdict.needed else ""
    return f"The changes need a {bump} version{needed}."


def wordings(report: Report) -> list[Change]:
    """Return the changes of wording alone."""
    return [each for each in report.comparison.harmless if each.event == "wording"]


def additions(report: Report) -> list[Change]:
    """Return the other changes that break nobody."""
    return [each for each in report.comparison.harmless if each.event != "wording"]


def group_similar(changes: list[Change]) -> list[tuple[Change, str, str]]:
    """Return the changes with their places and sentences, and many similar ones as one.

    Similar are those of one audience and event whose places differ only in the last step, such as values of an enum.
    """
    alike: dict[tuple[object, ...], list[Change]] = {}
    for change in changes:
        kind = change.audience, change.event, change.bump, change.side, change.pointer.rpartition("/")[0]
        alike.setdefault(kind, []).append(change)
    found: list[tuple[Change, str, str]] = []
    for those in alike.values():
        place = those[0].pointer.rpartition("/")[0]
        if len(those) <= MANY:
            found += [(each, each.pointer or "/", each.sentence) for each in those]
        else:
            steps = [each.pointer.rpartition("/")[2] for each in those]
            is_name = len(set(steps)) > 1
            named = [
                step if is_name and not step.isdigit() else each.sentence
                for each, step in zip(those, steps, strict=True)
            ]
            said = f"{len(those)} changes of one kind: {', '.join(named[:FEW])} and {len(those) - FEW} more"
            found.append((those[0], place or "/", said))
    return found


def some(changes: list[Change]) -> str:
    """Return the first places, and the number of the others."""
    more = f" and {len(changes) - FEW} more" if len(changes) > FEW else ""
    return ", ".join(each.pointer or "/" for each in changes[:FEW]) + more


# ---- for a person ----


def as_text(report: Report) -> str:
    """Return the report for a terminal."""
    lines = [title(report)]
    if breaking := report.comparison.breaking:
        lines += ["", "Breaks:", *rows([(name(each), where, said) for each, where, said in group_similar(breaking)])]
    if report.comparison.harmless:
        lines += ["", "Breaks nobody:"]
        lines += rows([(str(each.bump), where, said) for each, where, said in group_similar(additions(report))])
        if wording := wordings(report):
            lines += [f"  patch  wording at {some(wording)}"]
    lines += ["", summary(report), *([sentence(report.verdict.remark)] if report.verdict.remark else [])]
    lines += [report.changelog] if report.changelog else []
    if report.draft:
        lines += ["", "A draft of the changelog's entry, also written by --write-changelog:", "", report.draft.rstrip()]
    return "\n".join(lines) + "\n"


def name(change: Change) -> str:
    """Return the audience of a change."""
    return change.audience.value if change.audience else "nobody"


def sentence(text: str) -> str:
    """Return a remark as a sentence of its own."""
    return f"{text[0].upper()}{text[1:]}."


def rows(cells: list[tuple[str, str, str]]) -> list[str]:
    """Return lines of three columns, aligned unless a cell is very long."""
    first = max((len(cell[0]) for cell in cells), default=0)
    second = max((len(cell[1]) for cell in cells if len(cell[1]) <= WIDEST), default=0)
    return [f"  {who:{first}}  {where:{second}}  {what}" for who, where, what in cells]


# ---- Markdown ----


def as_markdown(report: Report) -> str:
    """Return the report for a pull request."""
    parts = [f"## Contract changes: {escaped(title(report))}"]
    parts += [f"❌ **{escaped(problem)}**" for problem in report.problems]
    parts += [escaped(summary(report))]
    parts += [escaped(sentence(report.verdict.remark))] if report.verdict.remark else []
    for audience in Audience:
        if group := [each for each in report.comparison.breaking if each.audience is audience]:
            parts.append("\n".join([f"### Breaks {audience.value}", "", *items(group)]))
    if group := additions(report):
        parts.append("\n".join(["### Breaks nobody", "", *items(group)]))
    if wording := wordings(report):
        places = "\n".join(f"- {quoted(each.pointer or '/')}" for each in wording)
        parts.append(f"<details><summary>Wording: {len(wording)}</summary>\n\n{places}\n\n</details>")
    parts += [escaped(report.changelog)] if report.changelog else []
    if report.draft:
        fence = "`" * (3 + max(map(len, re.findall("`{3,}", report.draft)), default=0))
        parts.append(
            "<details><summary>A draft of the changelog's entry</summary>\n\n"
            f"{fence}markdown\n{report.draft.rstrip()}\n{fence}\n\n</details>"
        )
    return "\n\n".join(parts) + "\n"


def items(changes: list[Change]) -> list[str]:
    """Return changes as the items of a list."""
    return [f"- {quoted(where)} {escaped(said)}" for _, where, said in group_similar(changes)]


def quoted(text: str) -> str:
    """Return the text as Markdown code, also if it has backticks."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    space = " " if "`" in text else ""
    return f"{fence}{space}{text}{space}{fence}"


def escaped(text: str) -> str:
    """Return the text with Markdown's special characters escaped."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", text)


# ---- JSON ----


def as_json(report: Report) -> str:
    """Return the report for programs."""
    comparison = report.comparison
    bump = comparison.bump
    document: JsonObject = {
        "base": {"name": comparison.base.name, "version": comparison.base.version},
        "revision": {"name": comparison.revision.name, "version": comparison.revision.version},
        "bump": None if bump is None else str(bump),
        "needed": report.verdict.needed,
        "problems": list(report.problems),
        "remarks": [report.verdict.remark] if report.verdict.remark else [],
        "breaking": [change_as_json(each) for each in comparison.breaking],
        "harmless": [change_as_json(each) for each in comparison.harmless],
        "changelog": report.changelog or None,
        "draft": report.draft,
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def change_as_json(change: Change) -> JsonObject:
    """Return a change for programs."""
    return {
        "audience": change.audience.value if change.audience else None,
        "pointer": change.pointer,
        "in": change.side,
        "change": change.event,
        "sentence": change.sentence,
        "bump": str(change.bump),
        "subject": change.subject,
    }


FORMATS = {"text": as_text, "markdown": as_markdown, "json": as_json}
