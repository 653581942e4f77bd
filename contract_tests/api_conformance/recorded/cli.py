"""`scripts/validate`: judges recorded responses by the contract, offline, and tells by its exit status."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NoReturn

from api_conformance.recorded import har_entries, listing
from api_conformance.recorded.judging import judge_recording
from api_conformance.recorded.listing import JudgedFile
from api_conformance.recorded.recordings import (
    RecordedFile,
    Recording,
    UnreadableRecording,
    bodies,
    read,
    title,
    unwrapped,
)
from api_conformance.secrets import Secrets
from api_conformance.strict_json import parse
from openapi_contract import document as contracts
from openapi_contract.operations import Operation
from openapi_contract.raw_document import Unreadable
from openapi_contract.secrets import marked_names
from openapi_contract.text import one_line

KEEPS_THE_CONTRACT, BREAKS_IT, COULD_NOT_BE_READ = 0, 1, 2
EPILOG = """\
A FILE is one response body as JSON, a list of them, JSON lines with a body in each, the body of a webhook, of which the
call is judged by what it has, or a HAR; - is standard input. Bodies are judged by the operation of which they fit the
success best, unless told otherwise. The entries of a HAR are judged with their status and content type, whatever the
host; those of no operation of the contract are counted and left alone.

What the contract announces (new properties, new values of enums, new kinds of items) is unknown, and listed; what it
promises and a response breaks is a violation.

exit status: 0 no violation, 1 some, 2 a file could not be read
"""


class BadOption(Exception):
    """The command line cannot be used; the text says why in one line."""


class OneLineParser(argparse.ArgumentParser):
    """Says what is wrong with an option in one line."""

    def error(self, message: str) -> NoReturn:
        """Take the place of the usage and the exit."""
        raise BadOption(message)


def main(arguments: list[str], contract: Path, key_variable: str) -> int:
    """Judge the files and print the report. Raises `BadOption`, `UnreadableRecording` and `Unreadable`."""
    document = contracts.read(contract)
    known = document.operations
    parser = OneLineParser(
        prog="validate",
        description="Check recorded responses against the contract, offline.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="a JSON body or several, a HAR, or -; or set FILES")
    parser.add_argument("--operation", metavar="ID", help="of bodies alone; default: the one that fits best")
    parser.add_argument("--status", metavar="N", help="of bodies alone; default: the operation's success status")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    options = parser.parse_args(arguments)
    if not options.files:
        raise BadOption("name the files to judge: make validate FILES=…, or scripts/validate FILE…")

    chosen = _operations(known, options.operation, options.status)
    status = None if options.status is None else int(options.status)
    files = [_recorded(name, known, chosen, status) for name in options.files]
    judged = [JudgedFile(file, tuple(judge_recording(each, chosen) for each in file.recordings)) for file in files]

    mask = cache(
        _secrets(judged, marked_names(document), os.environ.get(key_variable, "")).mask
    )  # few texts, and perhaps many secrets to look for in each
    lines = [json.dumps(listing.plain(judged, mask), indent=2)] if options.json else listing.text(judged, mask)
    _print("\n".join(lines))
    return BREAKS_IT if listing.totals(judged).violations else KEEPS_THE_CONTRACT


def _operations(known: Sequence[Operation], chosen: str | None, status: str | None) -> Sequence[Operation]:
    """Return the operations that bodies alone may be responses of. Raises `BadOption`."""
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


def _recorded(name: str, known: Sequence[Operation], chosen: Sequence[Operation], status: int | None) -> RecordedFile:
    content = read(name)
    unit, found = bodies(name, content)
    entries = har_entries.entries(parse(content).value) if [number for number, _ in found] == [0] else None
    if entries is not None:
        return har_entries.recorded_file(name, entries, known)
    if name.lower().endswith(".har"):
        raise UnreadableRecording(f"{title(name)}: not a HAR, since it has no log.entries")
    operation = chosen[0] if len(chosen) == 1 else None
    recordings = []
    for number, body in found:
        envelope, inner = unwrapped(body)
        recordings.append(Recording(number, operation, status, inner, envelope=envelope))
    return RecordedFile(name, unit, tuple(recordings))


def _secrets(files: Sequence[JudgedFile], marked: frozenset[str], own_key: str) -> Secrets:
    """Return the secrets of all responses, and the keys of all requests."""
    secrets = Secrets()
    for key in (own_key, *(each for file in files for each in file.file.credentials)):
        secrets.add_key(key)
    for file in files:
        for each in file.judged:
            secrets.learn(each.recording.content or "", each.schema, marked)
    return secrets


def _print(text: str) -> None:
    """Print whatever the terminal can show; somebody who stops reading, as `head` does, is no error."""
    rest = memoryview((text + "\n").encode(sys.stdout.encoding, "backslashreplace"))
    try:
        while rest:  # unbuffered, a write may be cut short
            rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def console(contract: Path, key_variable: str) -> NoReturn:
    """Run the command, and exit as it says."""
    try:
        sys.exit(main(sys.argv[1:], contract, key_variable))
    except (BadOption, UnreadableRecording, Unreadable) as reason:
        print(one_line(f"validate: {reason}"), file=sys.stderr)
        sys.exit(COULD_NOT_BE_READ)
    except KeyboardInterrupt:
        sys.exit(130)
