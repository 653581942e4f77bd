"""What a person, or a program, reads of the judgements: alike places are one line, and no line has a secret in it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from attrs import asdict, frozen

from api_conformance.recorded.judging import JudgedRecording
from api_conformance.recorded.recordings import RecordedFile, title
from openapi_contract.raw_document import pointer
from openapi_contract.text import one_line, shortened
from openapi_contract.violations import Path

MOST_GOT = 3
MOST_NUMBERS = 6
LONGEST_PLACE = 200
Mask = Callable[[str], str]
MEANINGS = {"property": "new property", "value": "new value", "kind": "new kind"}


@frozen
class JudgedFile:
    """A file with the judgements of its recordings."""

    file: RecordedFile
    judged: tuple[JudgedRecording, ...]


@frozen
class Row:
    """What is wrong in one place of a response, or in alike places of it: items of the same array."""

    rule: str
    pointer: str
    """With `*` for the index if it is about several items; empty for status and content type."""
    expected: str
    got: str
    count: int


@frozen
class UnknownRow:
    """Something that the contract does not know: how often it came, in all files."""

    pointer: str
    """With `*` for the index of an item."""
    kind: str
    got: dict[str, int]
    """JSON types of a property, or values, with their numbers."""


@frozen
class Totals:
    """The verdict in numbers. Alike places count each; what is unknown once, however often it came."""

    bodies: int
    not_recorded: int
    violations: int
    bodies_with_violations: int
    unknown: int


def text(files: Sequence[JudgedFile], mask: Mask) -> Iterator[str]:
    """Yield the report as lines for a person."""
    for judged in files:
        yield _about(judged)
        for place, rows in _alike(judged, mask).items():
            indent = "  "
            if place:
                yield f"  {place}"
                indent = "    "
            width = max(len(_place(row)) for row in rows)
            for row in rows:
                times = f"  × {row.count:,}" if row.count > 1 else ""
                got = shortened(one_line(row.got), LONGEST_PLACE)
                yield f"{indent}{_place(row):{width}}  expected {row.expected}, got {got}{times}"
    unknown = unknown_rows(files, mask)
    if unknown:
        yield "\nUnknown to the contract, which announces that such may come"
        places = [shortened(one_line(each.pointer), LONGEST_PLACE) for each in unknown]
        width = max(map(len, places))
        for each, place in zip(unknown, places, strict=True):
            got = ", ".join(f"{one_line(name)} × {count:,}" for name, count in each.got.items())
            yield f"  {place:{width}}  {MEANINGS[each.kind]}: {got}"
    sums = totals(files)
    missing = f" ({sums.not_recorded:,} more were not recorded)" if sums.not_recorded else ""
    yield (
        f"\n{_counted(sums.bodies, 'body', 'bodies')} judged{missing}, "
        f"{_counted(sums.violations, 'violation', 'violations')} in "
        f"{_counted(sums.bodies_with_violations, 'body', 'bodies')}, "
        f"{sums.unknown:,} unknown."
    )


def plain(files: Sequence[JudgedFile], mask: Mask) -> dict[str, Any]:
    """Return the report as plain JSON."""
    return {
        "files": [
            {
                "file": title(judged.file.name),
                "bodies": len(judged.judged) - _without_body(judged),
                "foreign_entries": judged.file.foreign,
                "unanswered_entries": judged.file.unanswered,
                "bodies_not_recorded": _without_body(judged),
            }
            for judged in files
        ],
        "violations": [
            {
                "file": title(judged.file.name),
                judged.file.unit: each.recording.number or None,
                "operation": each.operation.id,
                "status": each.status,
                **asdict(row),
            }
            for judged in files
            for each in judged.judged
            for row in rows_of(each, mask)
        ],
        "unknown": [asdict(each) for each in unknown_rows(files, mask)],
        "totals": asdict(totals(files)),
    }


def totals(files: Iterable[JudgedFile]) -> Totals:
    """Return the verdict in numbers."""
    files = list(files)
    every = [each for judged in files for each in judged.judged]
    missing = sum(_without_body(judged) for judged in files)
    return Totals(
        bodies=len(every) - missing,
        not_recorded=missing,
        violations=sum(len(each.judgement.lapses) for each in every),
        bodies_with_violations=sum(bool(each.judgement.lapses) for each in every),
        unknown=len({(_shape(unknown.path), unknown.kind) for each in every for unknown in each.unknown}),
    )


def rows_of(judged: JudgedRecording, mask: Mask) -> list[Row]:
    """Return what is wrong with one response, alike places taken together."""
    alike: dict[tuple[str, Path, str], list[tuple[Path, str]]] = defaultdict(list)
    for lapse in judged.judgement.lapses:
        alike[lapse.aspect, _shape(lapse.path), lapse.expected].append((lapse.path, lapse.got))
    return [
        Row(
            rule=aspect,
            pointer=_masked_pointer(places[0][0] if len(places) == 1 else shape, mask),
            expected=mask(expected),
            got=_most([mask(got) for got, _ in Counter(got for _, got in places).most_common()]),
            count=len(places),
        )
        for (aspect, shape, expected), places in alike.items()
    ]


def unknown_rows(files: Iterable[JudgedFile], mask: Mask) -> list[UnknownRow]:
    """Return what the contract does not know of all files, by place."""
    seen: dict[tuple[Path, str], Counter[str]] = defaultdict(Counter)
    for judged in files:
        for each in judged.judged:
            for unknown in each.unknown:
                seen[_shape(unknown.path), unknown.kind][mask(unknown.got)] += 1
    rows = [
        UnknownRow(_masked_pointer(path, mask), kind, dict(count.most_common())) for (path, kind), count in seen.items()
    ]
    return sorted(rows, key=lambda each: each.pointer)


def _alike(judged: JudgedFile, mask: Mask) -> dict[str, list[Row]]:
    """Return the rows of each response, by what it is called; responses with the same rows are called together."""
    numbers: dict[tuple[str, int, tuple[Row, ...]], list[int]] = defaultdict(list)
    for each in judged.judged:
        rows = tuple(rows_of(each, mask))
        if rows:
            numbers[each.operation.id, each.status, rows].append(each.recording.number)
    return {
        _called(judged.file, operation, status, those): list(rows)
        for (operation, status, rows), those in numbers.items()
    }


def _called(file: RecordedFile, operation: str, status: int, numbers: list[int]) -> str:
    if numbers == [0]:
        return ""
    first = ", ".join(map(str, numbers[1:MOST_NUMBERS]))
    more = ""
    if len(numbers) > 1:
        more = f", and {len(numbers) - 1:,} more like it: {first}{', …' if len(numbers) > MOST_NUMBERS else ''}"
    return f"{file.unit} {numbers[0]} ({operation}, {status}){more}"


def _about(judged: JudgedFile) -> str:
    file = judged.file
    operations = dict.fromkeys(each.judged_by for each in judged.judged)
    count = len(judged.judged) - _without_body(judged)
    parts = [f"{_counted(count, 'body', 'bodies')} of {' and '.join(operations)}"]
    if any(each.recording.envelope for each in judged.judged):
        parts.append("in the envelope of a webhook, at /call, which need not have every property")
    if not any(each.judgement.lapses for each in judged.judged):
        parts.append("no violation")
    if _without_body(judged):
        parts.append(f"{_without_body(judged):,} not recorded")
    if file.unanswered:
        parts.append(f"{_counted(file.unanswered, 'request', 'requests')} without a response")
    if file.foreign:
        parts.append(f"{_counted(file.foreign, 'entry', 'entries')} not the contract's")
    return f"{one_line(title(file.name))}: {', '.join(parts)}"


def _without_body(judged: JudgedFile) -> int:
    return sum(each.recording.content is None for each in judged.judged)


def _place(row: Row) -> str:
    if row.rule in ("status", "content type"):
        return row.rule
    return shortened(one_line(row.pointer), LONGEST_PLACE) or "the body"


def _shape(path: Path) -> Path:
    """Return the path with `*` for each index, as alike places have it in common."""
    return tuple("*" if isinstance(step, int) else step for step in path)


def _most(got: list[str]) -> str:
    rest = len(got) - MOST_GOT
    return " or ".join([*got[:MOST_GOT], *([f"{rest:,} others"] if rest > 0 else [])])


def _masked_pointer(path: Path, mask: Mask) -> str:
    """Return the path as a JSON pointer. Names are masked before they are escaped, which would hide a secret."""
    return pointer(mask(step) if isinstance(step, str) else step for step in path)


def _counted(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"
