"""The report of `validate` for people and programs, with one line for similar places, and without secrets."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from attrs import asdict, frozen

from api_conformance.judge import Mismatch
from api_conformance.recorded.judged_file import JudgedFile
from api_conformance.recorded.sources import title
from openapi_contract.raw_document import pointer
from openapi_contract.text import counted, one_line, shortened
from openapi_contract.violations import Path, shape

MOST_GOT = 3
MOST_NUMBERS = 6
MOST_SHOWN = 1_000
"""Maximum number of different responses that are shown for a file."""
LONGEST_PLACE = 200
Mask = Callable[[str], str]
MEANINGS = {"property": "new property", "value": "new value", "kind": "new kind"}


@frozen
class Row:
    """A violation in a place of a response, or in similar places: items of the same array."""

    rule: str
    pointer: str
    """The JSON pointer, with `*` for the index of several items; empty for status and content type."""
    expected: str
    got: str
    count: int


@frozen
class UnknownRow:
    """An unknown part, with the number of its occurrences in all files."""

    pointer: str
    """The JSON pointer, with `*` for the index of an item."""
    kind: str
    got: dict[str, int]
    """The JSON types of a property, or values, with their numbers."""


@frozen
class Totals:
    """The verdict in numbers. Each place with a violation counts; an unknown part counts once."""

    bodies: int
    not_recorded: int
    violations: int
    bodies_with_violations: int
    unknown: int


def text(files: Sequence[JudgedFile], mask: Mask) -> Iterator[str]:
    """Yield the report as lines for a person."""
    for judged in files:
        yield _about(judged)
        alike = _alike(judged, mask)
        for place, rows in alike.items():
            indent = "  "
            if place:
                yield f"  {place}"
                indent = "    "
            width = max(len(_place(row)) for row in rows)
            for row in rows:
                times = f"  × {row.count:,}" if row.count > 1 else ""
                got = shortened(one_line(row.got), LONGEST_PLACE)
                yield f"{indent}{_place(row):{width}}  expected {row.expected}, got {got}{times}"
        if judged.broken.others or len(alike) >= MOST_SHOWN:
            yield "  and more bodies with other violations, all of which --json lists"
    unknown = unknown_rows(files, mask)
    more_unknown = sum(each.more_unknown for each in files)
    if unknown:
        yield "\nUnknown to the contract, which is not a violation"
        places = [shortened(one_line(each.pointer), LONGEST_PLACE) for each in unknown]
        width = max(map(len, places))
        for each, place in zip(unknown, places, strict=True):
            got = ", ".join(f"{one_line(name)} × {count:,}" for name, count in each.got.items())
            yield f"  {place:{width}}  {MEANINGS[each.kind]}: {got}"
        if more_unknown:
            yield f"  and others × {more_unknown:,}"
    sums = totals(files)
    missing = f" ({sums.not_recorded:,} more were not recorded)" if sums.not_recorded else ""
    yield (
        f"\n{counted(sums.bodies, 'body', 'bodies')} judged{missing}, "
        f"{counted(sums.violations, 'violation', 'violations')} in "
        f"{counted(sums.bodies_with_violations, 'body', 'bodies')}, "
        f"{sums.unknown:,} unknown."
    )


def json_text(files: Sequence[JudgedFile], mask: Mask) -> Iterator[str]:
    """Yield the report as lines of JSON, since it may be too large for the memory."""
    yield "{"
    yield f'  "files": {_indented(_files(files))},'
    yield '  "violations": ['
    before = ""
    for violation in _violations(files, mask):
        if before:
            yield f"{before},"
        before = f"    {_indented(violation, 4)}"
    yield from filter(None, [before])
    yield "  ],"
    yield f'  "unknown": {_indented([asdict(each) for each in unknown_rows(files, mask)])},'
    yield f'  "totals": {_indented(asdict(totals(files)))}'
    yield "}"


def _indented(value: Any, by: int = 2) -> str:
    return json.dumps(value, indent=2).replace("\n", "\n" + " " * by)


def _files(files: Iterable[JudgedFile]) -> list[dict[str, Any]]:
    return [
        {
            "file": title(judged.name),
            "bodies": judged.bodies,
            "foreign_entries": judged.foreign,
            "unanswered_entries": judged.unanswered,
            "skipped_entries": dict(judged.odd),
            "ignored_headers": judged.odd_headers,
            "bodies_not_recorded": judged.not_recorded,
        }
        for judged in files
    ]


def _violations(files: Iterable[JudgedFile], mask: Mask) -> Iterator[dict[str, Any]]:
    for judged in files:
        for number, mistake in judged.broken:
            for row in rows_of(mistake.mismatches, mask):
                yield {
                    "file": title(judged.name),
                    judged.unit: number or None,
                    "operation": mistake.operation,
                    "status": mistake.status,
                    **asdict(row),
                }


def totals(files: Iterable[JudgedFile]) -> Totals:
    """Return the verdict in numbers."""
    files = list(files)
    return Totals(
        bodies=sum(each.bodies for each in files),
        not_recorded=sum(each.not_recorded for each in files),
        violations=sum(each.broken.violations for each in files),
        bodies_with_violations=sum(each.broken.bodies for each in files),
        unknown=len({(path, kind) for each in files for path, kind, _ in each.unknown}),
    )


def rows_of(mismatches: Iterable[Mismatch], mask: Mask) -> list[Row]:
    """Return the violations of a response, with similar places in one row."""
    alike: dict[tuple[str, Path, str], list[tuple[Path, str]]] = defaultdict(list)
    for mismatch in mismatches:
        alike[mismatch.aspect, shape(mismatch.path), mismatch.expected].append((mismatch.path, mismatch.got))
    return [
        Row(
            rule=aspect,
            pointer=_masked_pointer(places[0][0] if len(places) == 1 else common, mask),
            expected=mask(expected),
            got=_most([mask(got) for got, _ in Counter(got for _, got in places).most_common()]),
            count=len(places),
        )
        for (aspect, common, expected), places in alike.items()
    ]


def unknown_rows(files: Iterable[JudgedFile], mask: Mask) -> list[UnknownRow]:
    """Return the unknown parts of all files, by place."""
    seen: dict[tuple[Path, str], Counter[str]] = defaultdict(Counter)
    for judged in files:
        for (path, kind, got), count in judged.unknown.items():
            seen[path, kind][mask(got)] += count
    rows = [
        UnknownRow(_masked_pointer(path, mask), kind, dict(count.most_common())) for (path, kind), count in seen.items()
    ]
    return sorted(rows, key=lambda each: each.pointer)


def _alike(judged: JudgedFile, mask: Mask) -> dict[str, tuple[Row, ...]]:
    """Return the rows of each response by title; responses with equal rows share one."""
    counts: Counter[tuple[str, int, tuple[Row, ...]]] = Counter()
    first: dict[tuple[str, int, tuple[Row, ...]], list[int]] = defaultdict(list)
    for mistake, numbers in judged.broken.mistakes.items():
        key = mistake.operation, mistake.status, tuple(rows_of(mistake.mismatches, mask))
        counts[key] += len(numbers)
        first[key] = sorted([*first[key], *numbers[:MOST_NUMBERS]])[:MOST_NUMBERS]
    in_order = sorted(first, key=lambda key: first[key])[:MOST_SHOWN]
    return {_called(judged.unit, *key[:2], first[key], counts[key]): key[2] for key in in_order}


def _called(unit: str, operation: str, status: int, first: list[int], count: int) -> str:
    """Return the title of responses, with the first of their numbers."""
    if first == [0]:
        return ""
    others = ", ".join(map(str, first[1:]))
    more = ""
    if count > 1:
        more = f", and {count - 1:,} more like it: {others}{', …' if count > MOST_NUMBERS else ''}"
    return f"{unit} {first[0]} ({operation}, {status}){more}"


def _about(judged: JudgedFile) -> str:
    bodies = counted(judged.bodies, "body", "bodies")
    parts = [f"{bodies} of {' and '.join(judged.judged_by)}" if judged.judged_by else bodies]
    if judged.in_envelopes:
        parts.append("in the envelope of a webhook, at /call, which need not have every property")
    if judged.bodies and not judged.broken.bodies:
        parts.append("no violation")
    if judged.not_recorded:
        parts.append(f"{judged.not_recorded:,} not recorded")
    if judged.unanswered:
        parts.append(f"{counted(judged.unanswered, 'request', 'requests')} without a response")
    if judged.odd:
        reasons = ", ".join(judged.odd)
        parts.append(f"{counted(judged.odd.total(), 'entry', 'entries')} skipped ({reasons})")
    if judged.odd_headers:
        parts.append(f"{counted(judged.odd_headers, 'header', 'headers')} without a name or a value ignored")
    if judged.foreign:
        parts.append(f"{counted(judged.foreign, 'entry', 'entries')} of other operations")
    return f"{one_line(title(judged.name))}: {', '.join(parts)}"


def _place(row: Row) -> str:
    if row.rule in ("status", "content type"):
        return row.rule
    return shortened(one_line(row.pointer), LONGEST_PLACE) or "the body"


def _most(got: list[str]) -> str:
    rest = len(got) - MOST_GOT
    return " or ".join([*got[:MOST_GOT], *([f"{rest:,} others"] if rest > 0 else [])])


def _masked_pointer(path: Path, mask: Mask) -> str:
    """Return the path as a JSON pointer. Names are masked before they are escaped, since escapes would hide secrets."""
    return pointer(mask(step) if isinstance(step, str) else step for step in path)
