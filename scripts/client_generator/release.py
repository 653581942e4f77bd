"""Builds the files of a release into dist/, if the tag is the version of the contract, its client and its changelog.

A release is a tag of the contract, such as v2.0.0. It has the client's wheel and sdist, the documentation, and notes,
which are the changelog's entry.
"""

import argparse
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from openapi_contract.document import read
from openapi_contract.raw_document import Unreadable, read_text
from repository import CHANGELOG, CONTRACT, ROOT

CLIENT = ROOT / "generated" / "pyproject.toml"


def main() -> None:
    """Build the files; exit with 0, with 1 if the versions differ, or 2 if that fails."""
    parser = argparse.ArgumentParser(
        prog="release", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tag", nargs="?", default=os.environ.get("TAG"), help="default: $TAG")
    parser.add_argument("--output", type=Path, default=ROOT / "dist", metavar="DIR", help="default: dist")
    options = parser.parse_args()
    output: Path = options.output.resolve()
    if not options.tag:
        parser.exit(2, "release: say for which tag, such as TAG=v2.0.0\n")
    version = options.tag.removeprefix("v")
    try:
        notes = entry(read_text(CHANGELOG), version)
        found = {
            f"the contract is version {read(CONTRACT).version}",
            f"the client is version {tomllib.loads(read_text(CLIENT))['project']['version']}",
        }
    except Unreadable as error:
        parser.exit(2, f"release: {error}\n")
    wrong = sorted(each for each in found if not each.endswith(f" {version}"))
    if not notes:
        wrong.append(f"{CHANGELOG.relative_to(ROOT)} has no entry `## {version}`")
    if wrong:
        sys.exit(f"release: the tag is {options.tag}, but {', '.join(wrong)}.")

    for script, *arguments in (("package", f"{output}"), ("docs", "--output", f"{output / 'docs'}")):
        built = subprocess.run([ROOT / "scripts" / script, *arguments])
        if built.returncode != 0:
            sys.exit(built.returncode)
    (output / "release-notes.md").write_text(notes, encoding="utf-8")
    print(f"release: {options.tag} is in {output}")


def entry(changelog: str, version: str) -> str:
    """Return the changelog's entry for a version; empty if there is none."""
    for part in re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]:
        heading, _, text = part.partition("\n")
        if re.match(rf"\[?v?{re.escape(version)}\]?(?![\w.+-])", heading):
            return text.strip() + "\n"
    return ""


if __name__ == "__main__":
    main()
