"""Two commits of this repository, each in a clone of its own: their test runs, and their suites."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.in_turn import Command, cost
from repository import ROOT

REQUESTS = r"requests  ([\d,]+) in"


@contextmanager
def clones(commits: Sequence[str]) -> Iterator[dict[str, Path]]:
    """Yield a clone of each commit, without what its commands install."""
    with TemporaryDirectory(prefix="bench-") as folder:
        found = {commit: Path(folder) / str(number) for number, commit in enumerate(commits)}
        for commit, clone in found.items():
            cost(Command("clone", commit, ["git", "clone", "--quiet", "--no-checkout", ROOT, clone]))
            cost(Command("check out", commit, ["git", "-C", clone, "checkout", "--quiet", "--detach", commit]))
        yield found


def fresh(clone: Path, who: str) -> Command:
    """Return the first command of whoever clones the repository, which sets it up; each time as the first."""
    return Command("the first make conformance", who, ["make", "conformance"], clone, before=lambda: unset(clone))


def set_up(clone: Path, who: str) -> Command:
    """Return the command that installs what the others need."""
    return Command("scripts/setup", who, [clone / "scripts" / "setup"], clone)


def unset(clone: Path) -> None:
    """Remove what the commands of a clone have made."""
    shutil.rmtree(clone / ".venv", ignore_errors=True)


def forget(clone: Path) -> None:
    """Remove the generated requests that are kept between runs."""
    shutil.rmtree(clone / ".venv" / "generated-requests", ignore_errors=True)


def suite(clone: Path, who: str) -> list[Command]:
    """Return runs of the suite with and without requests that are kept between runs. The cold one comes first."""
    run = clone / "scripts" / "conformance"
    cold = Command("cold", who, [run], clone, before=lambda: forget(clone), count=REQUESTS)
    warm = Command("warm", who, [run], clone, count=REQUESTS)
    smoke = Command(
        "smoke, cold", who, [run, "--profile", "smoke"], clone, before=lambda: forget(clone), count=REQUESTS
    )
    return [smoke, cold, warm]


def tests(clone: Path, who: str) -> list[Command]:
    """Return the test run, which first sets up the clone."""
    return [Command("make test", who, ["make", "test"], clone)]
