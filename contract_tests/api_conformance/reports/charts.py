"""The geometry of the charts in report.html, in percent of their width and height; the template draws them.

Labels are not part of the SVG, so that they stay readable at any width of the page.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import frozen

from api_conformance.results.figures import NO_RESPONSE, Bin, Latency, Slice
from api_conformance.results.history import PastRun, Verdict

GAP = 0.15
"""The gap between bars, as a share of a bar's place."""
MOST_LABELS = 6
MOST_RUNS = 30
"""Maximum number of earlier runs in a chart."""
KINDS = ("s2", "s3", "s4", "s5", "s0")
"""The kinds of responses, by the first digit of the status, in stacking order; s0 is no response."""
KIND_NAMES = {"s2": "2xx", "s3": "3xx", "s4": "4xx", "s5": "5xx", "s0": NO_RESPONSE}


@frozen
class Bar:
    """A rectangle, with its tooltip."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    title: str


@frozen
class Label:
    """A label of the axis below a chart."""

    x: float
    text: str


@frozen
class Histogram:
    """The histogram of an operation's latency."""

    bars: tuple[Bar, ...]
    lines: tuple[Label, ...]
    """The percentiles."""
    labels: tuple[Label, ...]


@frozen
class OverTime:
    """Responses by status over the time of a run."""

    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]
    totals: tuple[tuple[str, int], ...]
    """The kinds that occurred, with the number of responses."""
    most: int
    """The largest number of responses in an interval."""


@frozen
class Line:
    """The course of a percentile over several runs."""

    name: str
    points: str
    """The points of an SVG polyline."""


@frozen
class LatencyOverRuns:
    """The latency of an operation over several runs."""

    operation: str
    lines: tuple[Line, ...]
    dots: tuple[Bar, ...]
    most: float
    """The milliseconds at the top."""


@frozen
class OverRuns:
    """The last runs, with the current one at the end."""

    runs: tuple[PastRun, ...]
    latencies: tuple[LatencyOverRuns, ...]


def histogram(latency: Latency) -> Histogram:
    """Return the chart of a histogram with classes of equal width."""
    bins = latency.histogram
    most, width = max(each.requests for each in bins), 100 / len(bins)
    bars = tuple(
        _bar(place * width, width, each.requests / most * 100, "", _told_of(each))
        for place, each in enumerate(bins)
        if each.requests
    )
    marks = (("p50", latency.p50), ("p90", latency.p90), ("p99", latency.p99))
    return Histogram(bars, tuple(Label(_place(bins, ms), name) for name, ms in marks), tuple(_edges(bins)))


def _told_of(each: Bin) -> str:
    return f"{milliseconds(each.start)} to {milliseconds(each.end)}: {each.requests:,}"


def _place(bins: Sequence[Bin], ms: float) -> float:
    """Return the position of a time on the axis of a histogram, which is logarithmic inside a class."""
    place = next((number for number, each in enumerate(bins) if ms < each.end), len(bins) - 1)
    inside = bins[place]
    start = max(inside.start, inside.end / 10)
    share = math.log(max(ms, start) / start) / math.log(inside.end / start)
    return round((place + min(share, 1)) / len(bins) * 100, 2)


def _edges(bins: Sequence[Bin]) -> Iterable[Label]:
    step = math.ceil((len(bins) + 1) / MOST_LABELS)
    for place in range(0, len(bins) + 1, step):
        ms = bins[place].start if place < len(bins) else bins[-1].end
        yield Label(round(place / len(bins) * 100, 2), milliseconds(ms))


def over_time(slices: Sequence[Slice]) -> OverTime | None:
    """Return the chart of statuses over time; None if nothing was sent."""
    if not slices:
        return None
    totals: Counter[str] = Counter()
    most = max(sum(each.statuses.values()) for each in slices)
    bars, width = [], 100 / len(slices)
    for place, each in enumerate(slices):
        below = 0.0
        of_kind: Counter[str] = Counter()
        for status, count in each.statuses.items():
            of_kind[_kind(status)] += count
        title = f"{each.start:.1f} to {each.end:.1f} s: " + ", ".join(f"{s} × {n:,}" for s, n in each.statuses.items())
        for kind in KINDS:
            if of_kind[kind]:
                height = of_kind[kind] / most * 100
                bars.append(_bar(place * width, width, height, kind, title, below))
                below += height
        totals += of_kind
    end = slices[-1].end
    labels = tuple(Label(share * 100, f"{end * share:.{1 if end < 100 else 0}f} s") for share in (0, 0.5, 1))
    return OverTime(tuple(bars), labels, tuple((kind, totals[kind]) for kind in KINDS if totals[kind]), most)


def _kind(status: str) -> str:
    return f"s{status[0]}" if f"s{status[0]}" in KINDS else "s0" if status == NO_RESPONSE else "s3"


def over_runs(past: Sequence[PastRun], now: PastRun) -> OverRuns:
    """Return the chart of the last runs: their verdicts, and the latency of this run's operations."""
    runs = (*past[-MOST_RUNS:], now)
    operations = [each.operation for each in now.latency]
    return OverRuns(runs, tuple(_latency_over(runs, operation) for operation in operations))


def _latency_over(runs: Sequence[PastRun], operation: str) -> LatencyOverRuns:
    measured = [
        ((number + 0.5) / len(runs) * 100, each)
        for number, run in enumerate(runs)
        for each in run.latency
        if each.operation == operation
    ]
    most = max(max(each.p50, each.p90) for _, each in measured) or 1
    lines, dots = [], []
    for name in ("p50", "p90"):
        heights = [(x, round(100 - getattr(each, name) / most * 100, 2), getattr(each, name)) for x, each in measured]
        lines.append(Line(name, " ".join(f"{x:.2f},{y:.2f}" for x, y, _ in heights)))
        dots += [Bar(x, y, 0, 0, name, f"{name} {milliseconds(ms)}") for x, y, ms in heights]
    return LatencyOverRuns(operation, tuple(lines), tuple(dots), most)


MARKS: dict[Verdict, tuple[str, str]] = {
    "conforms": ("✓", "conforms"),
    "does_not_conform": ("✗", "does not conform"),
    "no_verdict": ("?", "no verdict"),
}
"""The mark of a verdict, and its text."""


def milliseconds(ms: float) -> str:
    """Return a time for people."""
    if ms >= 1000:
        return f"{ms / 1000:.3g} s"
    return f"{ms:.3g} ms"


def _bar(x: float, width: float, height: float, kind: str, title: str, below: float = 0) -> Bar:
    side = width * GAP / 2
    return Bar(
        round(x + side, 3), round(100 - below - height, 3), round(width - 2 * side, 3), round(height, 3), kind, title
    )
