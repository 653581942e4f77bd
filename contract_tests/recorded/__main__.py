"""`scripts/validate`: judges recorded answers by the contract, offline, and says in its exit status what came of it."""

import argparse
import json
import os
import sys
from functools import cache
from typing import NoReturn

from contract_tests import contract
from contract_tests.contract import Operation
from contract_tests.provider.secrets import Secrets
from contract_tests.recorded import har, report
from contract_tests.recorded.judging import judge
from contract_tests.recorded.recordings import RecordedFile, Recording, Unreadable, bodies, read, title
from contract_tests.recorded.report import JudgedFile
from contract_tests.recorded.strict_json import Parsed

KEEPS_THE_CONTRACT, BREAKS_IT, COULD_NOT_BE_READ = 0, 1, 2
EPILOG = """\
A FILE is one response body as JSON, JSON lines with a body in each, or a HAR; - is standard input. Bodies alone are
taken for the successful answer of the operation. The entries of a HAR are judged with their status and content type,
whatever the host; those of no operation of the contract are counted and left alone.

exit status: 0 all keep the contract, 1 some break it, 2 a file could not be read
"""


class BadOption(Exception):
    """The command line cannot be used; the text says why in one line."""


class OneLineParser(argparse.ArgumentParser):
    """Says what is wrong with an option in one line."""

    def error(self, message: str) -> NoReturn:
        """Takes the place of the usage and the exit."""
        raise BadOption(message)


def main(arguments: list[str]) -> int:
    """Judges the files and prints the report. Raises `BadOption` and `Unreadable`."""
    document = contract.load()
    operations = list(contract.operations(document))
    parser = OneLineParser(
        prog="validate",
        description="Check recorded responses against the contract, offline.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a JSON body, JSON lines, a HAR, or -")
    parser.add_argument("--operation", metavar="ID", help=f"of bodies alone; default: {operations[0].id}")
    parser.add_argument("--status", metavar="N", help="of bodies alone; default: the operation's success status")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    options = parser.parse_args(arguments)

    operation = _operation(operations, options.operation)
    status = _status(operation, options.status)
    files = [_recorded(name, operations, operation, status) for name in options.files]
    judged = [JudgedFile(file, tuple(judge(document, each) for each in file.recordings)) for file in files]

    mask = cache(_secrets(files).mask)  # few texts, and perhaps many secrets to look for in each
    lines = [json.dumps(report.plain(judged, mask), indent=2)] if options.json else report.text(judged, mask)
    _print("\n".join(lines))
    return BREAKS_IT if report.totals(judged).violations else KEEPS_THE_CONTRACT


def _operation(operations: list[Operation], chosen: str | None) -> Operation:
    known = {each.id: each for each in operations}
    if chosen is not None and chosen not in known:
        raise BadOption(f"--operation must be one of {', '.join(known)}, not {chosen!r}")
    return operations[0] if chosen is None else known[chosen]


def _status(operation: Operation, chosen: str | None) -> int:
    known = {str(status): status for status in operation.responses}
    if chosen is None:
        return min(operation.success_statuses or operation.responses)
    if chosen not in known:
        raise BadOption(f"--status must be one that {operation.id} documents ({', '.join(known)}), not {chosen!r}")
    return known[chosen]


def _recorded(name: str, operations: list[Operation], operation: Operation, status: int) -> RecordedFile:
    found = bodies(name, read(name))
    entries = har.entries(found[0][1].value) if len(found) == 1 else None
    if entries is not None:
        return har.recorded_file(name, entries, operations)
    if name.lower().endswith(".har"):
        raise Unreadable(f"{title(name)}: not a HAR, since it has no log.entries")
    return RecordedFile(name, "line", tuple(Recording(number, operation, status, body) for number, body in found))


def _secrets(files: list[RecordedFile]) -> Secrets:
    """The access tokens of all answers, and the keys of all requests."""
    secrets = Secrets()
    for secret in (os.environ.get("RETELL_API_KEY", ""), *(each for file in files for each in file.credentials)):
        secrets.add(secret)
    for file in files:
        for recording in file.recordings:
            if isinstance(recording.body, Parsed):
                secrets.learn(recording.body.value)
    return secrets


def _print(text: str) -> None:
    """Prints whatever the terminal can show; somebody who stops reading, as `head` does, is no error."""
    rest = memoryview((text + "\n").encode(sys.stdout.encoding, "backslashreplace"))
    try:
        while rest:  # unbuffered, a write may be cut short
            rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (BadOption, Unreadable) as reason:
        print(report.printable(f"validate: {reason}"), file=sys.stderr)
        sys.exit(COULD_NOT_BE_READ)
    except KeyboardInterrupt:
        sys.exit(130)
