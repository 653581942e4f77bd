"""What a person, or a program, reads of the judgements: alike places are one line, and no line has a secret in it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from attrs import asdict, frozen

from contract_tests.recorded.judging import Judgement
from contract_tests.recorded.recordings import RecordedFile, title
from contract_tests.violations import Path, pointer

MOST_CAME = 3
MOST_NUMBERS = 6
LONGEST_PLACE = 200
Mask = Callable[[str], str]


@frozen
class JudgedFile:
    """A file with the judgements of its recordings."""

    file: RecordedFile
    judgements: tuple[Judgement, ...]


@frozen
class Line:
    """What is wrong in one place of an answer, or in alike places of it: items of the same array."""

    rule: str
    pointer: str
    """With `*` for the index where the line is about several items; empty for status and content type."""
    expected: str
    came: str
    count: int


@frozen
class UnknownProperty:
    """A property that the contract does not know: how often it came with each JSON type, in all files."""

    pointer: str
    """With `*` for the index of an item."""
    types: dict[str, int]


@frozen
class Totals:
    """The verdict in numbers. Alike places count each; unknown properties once, however often they came."""

    bodies: int
    violations: int
    bodies_with_violations: int
    unknown_properties: int


def text(files: Sequence[JudgedFile], mask: Mask) -> Iterator[str]:
    """The report as lines for a person."""
    for judged in files:
        yield _about(judged)
        for place, lines in _alike(judged, mask).items():
            indent = "  "
            if place:
                yield f"  {place}"
                indent = "    "
            width = max(len(_place(line)) for line in lines)
            for line in lines:
                times = f"  × {line.count:,}" if line.count > 1 else ""
                came = _cut(printable(line.came))
                yield f"{indent}{_place(line):{width}}  expected {line.expected}, came {came}{times}"
    unknown = unknown_properties(files, mask)
    if unknown:
        yield "\nNot in the contract"
        places = [_cut(printable(each.pointer)) for each in unknown]
        width = max(map(len, places))
        for each, place in zip(unknown, places, strict=True):
            types = ", ".join(f"{name} × {count:,}" for name, count in each.types.items())
            yield f"  {place:{width}}  {types}"
    sums = totals(files)
    yield (
        f"\n{_counted(sums.bodies, 'body', 'bodies')} judged, "
        f"{_counted(sums.violations, 'violation', 'violations')} in "
        f"{_counted(sums.bodies_with_violations, 'body', 'bodies')}, "
        f"{_counted(sums.unknown_properties, 'unknown property', 'unknown properties')}."
    )


def plain(files: Sequence[JudgedFile], mask: Mask) -> dict[str, Any]:
    """The report as plain JSON."""
    return {
        "files": [
            {
                "file": title(judged.file.name),
                "bodies": len(judged.judgements),
                "foreign_entries": judged.file.foreign,
                "unanswered_entries": judged.file.unanswered,
                "bodies_not_recorded": _without_body(judged),
            }
            for judged in files
        ],
        "violations": [
            {
                "file": title(judged.file.name),
                judged.file.unit: judgement.recording.number or None,
                "operation": judgement.recording.operation.id,
                "status": judgement.recording.status,
                **asdict(line),
            }
            for judged in files
            for judgement in judged.judgements
            for line in lines_of(judgement, mask)
        ],
        "unknown": [asdict(each) for each in unknown_properties(files, mask)],
        "totals": asdict(totals(files)),
    }


def totals(files: Iterable[JudgedFile]) -> Totals:
    """The verdict in numbers."""
    judgements = [each for judged in files for each in judged.judgements]
    return Totals(
        bodies=len(judgements),
        violations=sum(len(each.broken) for each in judgements),
        bodies_with_violations=sum(bool(each.broken) for each in judgements),
        unknown_properties=len({_shape(path) for each in judgements for path, _ in each.unknown}),
    )


def lines_of(judgement: Judgement, mask: Mask) -> list[Line]:
    """What is wrong with one answer, alike places taken together."""
    alike: dict[tuple[str, Path, str], list[tuple[Path, str]]] = defaultdict(list)
    for broken in judgement.broken:
        violation = broken.violation
        key = broken.rule, _shape(violation.path), violation.expected
        alike[key].append((violation.path, violation.came))
    return [
        Line(
            rule=rule,
            pointer=_masked_pointer(places[0][0] if len(places) == 1 else shape, mask),
            expected=mask(expected),
            came=_most([mask(came) for came, _ in Counter(came for _, came in places).most_common()]),
            count=len(places),
        )
        for (rule, shape, expected), places in alike.items()
    ]


def unknown_properties(files: Iterable[JudgedFile], mask: Mask) -> list[UnknownProperty]:
    """The properties of all files that the contract does not know, by place."""
    types: dict[Path, Counter[str]] = defaultdict(Counter)
    for judged in files:
        for judgement in judged.judgements:
            for path, name in judgement.unknown:
                types[_shape(path)][name] += 1
    found = [UnknownProperty(_masked_pointer(path, mask), dict(count.most_common())) for path, count in types.items()]
    return sorted(found, key=lambda each: each.pointer)


def _alike(judged: JudgedFile, mask: Mask) -> dict[str, list[Line]]:
    """The lines of each answer, by what it is called; answers with the same lines are called together."""
    numbers: dict[tuple[str, int, tuple[Line, ...]], list[int]] = defaultdict(list)
    for judgement in judged.judgements:
        lines = tuple(lines_of(judgement, mask))
        if lines:
            recording = judgement.recording
            numbers[recording.operation.id, recording.status, lines].append(recording.number)
    return {
        _called(judged.file, operation, status, those): list(lines)
        for (operation, status, lines), those in numbers.items()
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
    file, operations = judged.file, dict.fromkeys(each.recording.operation.id for each in judged.judgements)
    parts = [f"{_counted(len(judged.judgements), 'body', 'bodies')} of {' and '.join(operations)}"]
    if not any(each.broken for each in judged.judgements):
        parts.append("no violation")
    if _without_body(judged):
        parts.append(f"{_without_body(judged):,} not recorded")
    if file.unanswered:
        parts.append(f"{_counted(file.unanswered, 'request', 'requests')} without an answer")
    if file.foreign:
        parts.append(f"{_counted(file.foreign, 'entry', 'entries')} not the contract's")
    return f"{printable(title(file.name))}: {', '.join(parts)}"


def _without_body(judged: JudgedFile) -> int:
    return sum(each.recording.body is None for each in judged.judgements)


def _place(line: Line) -> str:
    if line.rule in ("status", "content type"):
        return line.rule
    return _cut(printable(line.pointer)) or "the body"


def _shape(path: Path) -> Path:
    """The path with `*` for each index, as alike places have it in common."""
    return tuple("*" if isinstance(step, int) else step for step in path)


def _most(came: list[str]) -> str:
    rest = len(came) - MOST_CAME
    return " or ".join([*came[:MOST_CAME], *([f"{rest:,} others"] if rest > 0 else [])])


def printable(text: str) -> str:
    """The text on one line, without what a terminal would obey or could not show."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_PLACE else f"{text[:LONGEST_PLACE]}…"


def _masked_pointer(path: Path, mask: Mask) -> str:
    """The path as a JSON pointer. Names are masked before they are escaped, which would hide a secret from the mask."""
    return pointer(mask(step) if isinstance(step, str) else step for step in path)


def _counted(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"
