"""`scripts/validate`: check recorded responses against the contract, offline."""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import NoReturn

from attrs import define, field

from api_conformance.recorded import listing, progress
from api_conformance.recorded.broken_responses import BrokenResponses
from api_conformance.recorded.compact_words import CompactWords
from api_conformance.recorded.foreign_formats import format_of
from api_conformance.recorded.har_entries import NotJudged
from api_conformance.recorded.judged_file import JudgedFile
from api_conformance.recorded.judging import JudgedRecording, judge_recording
from api_conformance.recorded.recordings import Bare, recordings
from api_conformance.recorded.sources import UnreadableRecording, opened, size, title
from api_conformance.secrets import Secrets
from api_conformance.strict_json import TWICE
from openapi_contract import document as contracts
from openapi_contract.openapi30 import in_words_of_3_1
from openapi_contract.operations import Operation
from openapi_contract.raw_document import Unreadable
from openapi_contract.secrets import marked_names
from openapi_contract.text import one_line

MOST_REMEMBERED = 10_000
MOST_LETTERS = 20_000
"""Number of letters of credentials whose parts are masked too: enough for a few hundred keys."""
LINES_AT_ONCE = 1_000
OBJECTS_BETWEEN_COLLECTIONS = 50_000
"""Threshold of the garbage collection. Bodies have more objects than Python's 700, and no cycles."""
BETWEEN_UPDATES = 100
"""Number of recordings between two updates of the bar."""
KEEPS_THE_CONTRACT, BREAKS_IT, COULD_NOT_BE_READ = 0, 1, 2
EPILOG = """\
A FILE is one response body as JSON, a list of bodies, JSON lines with a body each, the body of a webhook, whose call
is judged by the properties that it has, or a HAR; - is standard input. Without --operation, a body is judged by the
success response that it fits best. The entries of a HAR are judged with their status and content type, for any host;
entries of other operations, and those without a response or a status, are only counted. A FILE may be compressed by
gzip, and in UTF-16.

New properties, values of enums and kinds of items are listed as unknown. A response that breaks the contract is a
violation.

exit status: 0 no violation, 1 some, 2 a file could not be read, or no body was judged
"""


class BadOption(Exception):
    """The command line is invalid; the text gives the reason in one line."""


class OneLineParser(argparse.ArgumentParser):
    """A parser that reports a wrong option in one line."""

    def error(self, message: str) -> NoReturn:
        """Raise, instead of printing the usage and exiting."""
        raise BadOption(message)


def main(arguments: list[str], contract: Path, key_variable: str) -> int:
    """Judge the files and print the report. Raises `BadOption`, `UnreadableRecording` and `Unreadable`."""
    parser = OneLineParser(
        prog="validate",
        description="Check recorded responses against the contract, offline.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="a JSON body or several, a HAR, or -; or set FILES")
    parser.add_argument("--contract", metavar="FILE", type=Path, default=contract, help="default: this API's")
    parser.add_argument("--operation", metavar="ID", help="except for a HAR; default: the one that fits best")
    parser.add_argument("--status", metavar="N", help="except for a HAR; default: the operation's success status")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    options = parser.parse_args(arguments)
    if not options.files:
        raise BadOption("name the files to judge: make validate FILES=…, or scripts/validate FILE…")

    document = in_words_of_3_1(contracts.read(options.contract))
    known = document.operations
    chosen = _operations(known, options.operation, options.status)
    secrets = Secrets(CompactWords)
    secrets.add_key(os.environ.get(key_variable, ""))
    learn = partial(_learn, secrets, Credentials(secrets), marked_names(document))
    bare = Bare(chosen[0] if len(chosen) == 1 else None, None if options.status is None else int(options.status))
    mask = lru_cache(MOST_REMEMBERED)(secrets.mask)  # few texts, and perhaps many secrets to look for in each
    gc.freeze()  # the contract stays, and no collection needs to go through it
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    with ExitStack() as open_files:
        judge = partial(_judged_file, known=known, chosen=chosen, bare=bare, learn=learn, open_files=open_files)
        judged = [judge(name) for name in options.files]
        _print(listing.json_text(judged, mask) if options.json else listing.text(judged, mask))
    sums = listing.totals(judged)
    if not sums.bodies and not sums.violations:
        raise UnreadableRecording("no body was judged, since none was recorded")
    return BREAKS_IT if sums.violations else KEEPS_THE_CONTRACT


def _operations(known: Sequence[Operation], chosen: str | None, status: str | None) -> Sequence[Operation]:
    """Return the operations whose responses bodies without a request may be. Raises `BadOption`."""
    by_id = {each.id: each for each in known}
    if chosen is not None and chosen not in by_id:
        raise BadOption(f"--operation must be one of {', '.join(by_id)}, not {chosen!r}")
    found = known if chosen is None else [by_id[chosen]]
    if status is None:
        return found
    able = [each for each in found if status.isdecimal() and int(status) in each.responses]
    if not able:
        documented = ", ".join(str(each) for each in sorted({each for one in found for each in one.responses}))
        whose = chosen or "an operation"
        raise BadOption(f"--status must be one that {whose} documents ({documented}), not {status!r}")
    return able


def _judged_file(
    name: str,
    known: Sequence[Operation],
    chosen: Sequence[Operation],
    bare: Bare,
    learn: Callable[[JudgedRecording], None],
    open_files: ExitStack,
) -> JudgedFile:
    """Judge a file piece by piece. Raises `UnreadableRecording`."""
    total = size(name)
    with opened(name) as (stream, file), progress.bar(one_line(title(name)), total) as show:
        unit, found = recordings(name, stream, known, bare)
        judged = JudgedFile(name, unit, BrokenResponses(open_files))
        for count, each in enumerate(found):
            if show is not None and count % BETWEEN_UPDATES == 0:
                show(file.tell())
            if isinstance(each, NotJudged):
                judged.skip(each)
                continue
            one = judge_recording(each, chosen)
            words = format_of(each.parsed.value) if one.verdict.mismatches and each.parsed else None
            if words is not None:
                place = f", {unit} {each.number}" if each.number else ""
                raise UnreadableRecording(f"{title(name)}{place}: {words}")
            judged.add(one)
            learn(one)
    if not judged.judged_by:
        raise UnreadableRecording(f"{title(name)}: {_without_responses(judged)}")
    return judged


def _without_responses(judged: JudgedFile) -> str:
    """Return a description of the entries of a HAR without responses of the contract's operations."""
    counts = [("of other operations", judged.foreign), ("without a response", judged.unanswered)]
    counts += [(f"skipped ({reason})", count) for reason, count in judged.odd.items()]
    if not any(count for _, count in counts):
        return "it has no entries"
    said = ", ".join(f"{count:,} {words}" for words, count in counts if count)
    return f"none of its entries is a response of the contract's operations: {said}"


@define
class Credentials:
    """The keys of the recorded requests, which may have one for each of many users."""

    secrets: Secrets
    _known: CompactWords = field(factory=CompactWords, init=False)
    _letters: int = field(default=0, init=False)

    def add(self, credential: str) -> None:
        """Mask a credential with its parts, and further ones only as a whole."""
        if not credential or credential in self._known:
            return
        self._known.add(credential)
        self._letters += len(credential)
        if self._letters <= MOST_LETTERS:
            self.secrets.add_key(credential)
        else:
            self.secrets.add(credential)


def _learn(secrets: Secrets, credentials: Credentials, marked: frozenset[str], judged: JudgedRecording) -> None:
    """Add the secrets of a response and of its request."""
    credentials.add(judged.recording.credential)
    verdict, content = judged.verdict, judged.recording.content
    if verdict.value is None or any(mismatch.got == TWICE for mismatch in verdict.mismatches):
        secrets.learn(content or "", judged.schema, marked)
    else:
        secrets.learn_value(verdict.value, judged.schema, marked)


def _print(lines: Iterable[str]) -> None:
    """Print lines, with escapes for what a terminal cannot show. It is no error if the reader stops, like `head`."""
    try:
        lines = iter(lines)
        while some := list(islice(lines, LINES_AT_ONCE)):
            rest = memoryview("".join(f"{line}\n" for line in some).encode(sys.stdout.encoding, "backslashreplace"))
            while rest:  # unbuffered, a write may be cut short
                rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def console(contract: Path, key_variable: str) -> NoReturn:
    """Run the command, and exit with its status."""
    try:
        sys.exit(main(sys.argv[1:], contract, key_variable))
    except (BadOption, UnreadableRecording, Unreadable) as reason:
        print(one_line(f"validate: {reason}"), file=sys.stderr)
        sys.exit(COULD_NOT_BE_READ)
    except KeyboardInterrupt:
        sys.exit(130)
