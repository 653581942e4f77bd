"""The results of a file: counts, and each mistake once for all responses with it."""

from collections import Counter

from attrs import define, field

from api_conformance.recorded.broken_responses import BrokenResponses, Mistake
from api_conformance.recorded.har_entries import NotJudged
from api_conformance.recorded.judging import JudgedRecording
from api_conformance.unknown_parts import Kind
from openapi_contract.violations import Path, shape

MOST_UNKNOWN = 10_000
"""Maximum number of unknown parts that are listed for a file."""


@define
class JudgedFile:
    """A file with the results of its recordings."""

    name: str
    unit: str
    """The unit of the recordings' numbers: line, entry or item."""
    broken: BrokenResponses
    """The responses that break the contract."""
    bodies: int = 0
    not_recorded: int = 0
    """Number of bodies that the HAR omits."""
    foreign: int = 0
    """Number of entries of a HAR that match no operation of the contract."""
    unanswered: int = 0
    """Number of entries that match one, but have no response."""
    odd: Counter[str] = field(factory=Counter)
    """Skipped entries, by the reason."""
    odd_headers: int = 0
    in_envelopes: bool = False
    judged_by: dict[str, None] = field(factory=dict)
    """The operations with their statuses, in order of appearance."""
    unknown: Counter[tuple[Path, Kind, str]] = field(factory=Counter)
    """The unknown parts, by their place with `*` for each index."""
    more_unknown: int = 0
    """Number of unknown parts beyond MOST_UNKNOWN, which are not listed."""

    def add(self, judged: JudgedRecording) -> None:
        """Count a response."""
        recording = judged.recording
        self.bodies += recording.content is not None
        self.not_recorded += recording.content is None
        self.odd_headers += recording.odd_headers
        self.in_envelopes = self.in_envelopes or bool(recording.envelope)
        self.judged_by[judged.judged_by] = None
        if judged.verdict.mismatches:
            mistake = Mistake(judged.operation.id, judged.status, judged.verdict.mismatches)
            self.broken.add(recording.number, mistake)
        for each in judged.unknown:
            place = shape(each.path), each.kind, each.got
            if place in self.unknown or len(self.unknown) < MOST_UNKNOWN:
                self.unknown[place] += 1
            else:
                self.more_unknown += 1

    def skip(self, entry: NotJudged) -> None:
        """Count an entry of a HAR that cannot be judged."""
        self.foreign += entry.why == "foreign"
        self.unanswered += entry.why == "unanswered"
        if entry.why == "odd":
            self.odd[entry.odd] += 1
