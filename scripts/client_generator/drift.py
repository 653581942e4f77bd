"""The check that generated/ equals what the contract generates. It prints a diff, and changes nothing."""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from repository import GENERATED, SCRIPTS

LEFTOVERS = ("__pycache__", "build", "dist", "*.egg-info", ".ruff_cache", ".mypy_cache")


def main(arguments: Sequence[str] | None = None) -> None:
    """Exit with 0 if both agree, 1 if they differ, 2 if the contract does not generate."""
    parser = argparse.ArgumentParser(prog="drift", description="Compare generated/ with the output of the generator.")
    parser.add_argument("--generated", type=Path, default=GENERATED, metavar="DIR", help="default: generated/")
    options = parser.parse_args(arguments)

    with tempfile.TemporaryDirectory() as workshop:
        fresh = Path(workshop) / "generated"
        if subprocess.run([SCRIPTS / "generate", "--output", fresh]).returncode != 0:
            sys.exit(2)
        differences = compare(options.generated.resolve(), fresh)
    if differences:
        print(differences)
        sys.exit("drift: generated/ is not what the contract generates. Run `make generate` and commit the result.")
    print("drift: generated/ is what the contract generates.")


def compare(committed: Path, fresh: Path) -> str:
    """Return the unified diff from what is committed to what the contract generates; empty if they agree."""
    excludes = [f"--exclude={pattern}" for pattern in LEFTOVERS]
    command = ["diff", "--unified", "--recursive", "--new-file", *excludes, str(committed), str(fresh)]
    diff: str = subprocess.run(command, stdout=subprocess.PIPE, text=True).stdout
    return diff.replace(str(fresh), "b/generated").replace(str(committed), "a/generated")


if __name__ == "__main__":
    main()
