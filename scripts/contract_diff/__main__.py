"""Report the changes of the contract since a ref, a file or a URL, whom they break, and whether its version fits."""

import argparse
import gc
import os
import sys
from pathlib import Path

from contract_diff import changelog, versions
from contract_diff.changes import Comparison, compare_contracts
from contract_diff.formats import FORMATS, Report
from contract_diff.sources import default_base, from_file, load, path_text, source_of
from openapi_contract.raw_document import Unreadable, read_text
from repository import CONTRACT

EPILOG = """
The three audiences: senders, whose requests may now be rejected or mean something else; strict readers, who accept only
responses as the base describes them; and our client, the generated one, installed or newly generated.

Exit status: 0 no fault; 1 info.version is too low for the changes, or the changelog has no entry for it;
2 the contracts cannot be compared, with the reason in one line.
"""


def main() -> None:
    """Exit with 0 if version and changelog fit the changes, 1 if not, 2 if the contracts cannot be compared."""
    options = parse_options()
    # Collecting garbage takes as long as comparing two large contracts, and the command soon ends.
    gc.disable()
    try:
        base = options.base or default_base(options.revision)
        comparison = compare_contracts(
            load(source_of(base, options.revision)),
            load(from_file(options.revision)),
        )
        report = judge(comparison, options.revision, write=options.write_changelog)
        written = FORMATS[options.format](report).encode(errors="backslashreplace")
        if options.output:
            options.output.write_bytes(written)
        else:
            sys.stdout.buffer.write(written)
            sys.stdout.flush()
    except Unreadable as error:
        print(f"diff: {error}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        # The reader of the output has closed it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(f"diff: {error.filename or options.output}: {error.strerror}", file=sys.stderr)
        sys.exit(2)
    if report.problems:
        sys.exit(f"diff: {'; '.join(report.problems)}")


def parse_options() -> argparse.Namespace:
    """Return the options; BASE may come from the environment, as make passes it."""
    parser = argparse.ArgumentParser(
        prog="diff",
        description="Report what changed in the contract, whom it breaks, and whether its version allows that.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "base",
        nargs="?",
        default=os.environ.get("BASE"),
        metavar="BASE",
        help="a git ref (or ref:path), a file or a URL to compare with; default: $BASE, else the last tag v*, "
        "else the commit at which the branch left main",
    )
    add = parser.add_argument
    add("--revision", type=Path, default=CONTRACT, metavar="FILE", help="the contract; default: the repository's")
    add("--format", choices=FORMATS, default="text", help="default: text; markdown is for a pull request")
    add("--output", type=Path, metavar="FILE", help="write the report to this file")
    add("--write-changelog", action="store_true", help="add a draft entry to the changelog, above the latest")
    return parser.parse_args()


def judge(comparison: Comparison, revision: Path, *, write: bool) -> Report:
    """Judge the version and the changelog by the changes, and return the report."""
    verdict = versions.judge(comparison)
    problems = [verdict.problem] if verdict.problem else []
    path = revision.absolute().parent / "CHANGELOG.md"
    is_ours = revision.resolve() == CONTRACT
    said = comparison.revision.version
    due = verdict.needed if verdict.problem and verdict.needed else str(said)
    draft = changelog.draft(comparison, due) if comparison.changes else None
    if not path.exists() and not is_ours and not write:
        remark = f"There is no {path_text(path)}, so no entry was looked for."
        return Report(comparison, verdict, remark, (*problems,), draft)
    text = read_text(path) if path.exists() else ""
    if write and draft and not changelog.has_entry(text, due):
        text = changelog.with_entry(text, draft)
        changelog.write(path, text)
    if changelog.has_entry(text, due):
        draft = None
    if versions.parse(due) is None:
        return Report(comparison, verdict, "", (*problems,), draft)
    state = f"{path_text(path)} has {'an' if changelog.has_entry(text, due) else 'no'} entry for {due}"
    # If the version is wrong, only that is reported: another version needs the entry.
    if not problems and not changelog.has_entry(text, due):
        problems.append(state)
    return Report(comparison, verdict, f"{state}.", (*problems,), draft)


if __name__ == "__main__":
    main()
