"""Checks a contract against the rules that no linter has. Prints each finding on a line, with its place.

Exit status: 0 where it keeps all rules, 1 where it does not, 2 where it cannot be read.
"""

import argparse
import sys
from pathlib import Path

from contract_lint.checks import STAGES, broken
from openapi_contract.raw_document import RawDocument, Unreadable, as_pointer, read
from openapi_contract.yaml12 import garbage_kept


def main() -> None:
    """Check a contract, print the findings, and exit with 1 if there are any."""
    listed = "\n".join(f"  {rule.__name__}\n      {rule.__doc__}" for stage in STAGES for rule in stage)
    parser = argparse.ArgumentParser(
        prog="python -m contract_lint",
        description=f"{__doc__}\nRules:\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("contract", type=Path, metavar="FILE")
    options = parser.parse_args()
    try:
        found = judge(options.contract)
    except Unreadable as error:
        print(f"lint: {error}", file=sys.stderr)
        sys.exit(2)
    file = near(options.contract)
    for finding in found:
        print(f"{file}:{finding}")
    if found:
        sys.exit(f"lint: {file} breaks its rules in {len(found)} {'place' if len(found) == 1 else 'places'}.")
    print(f"{file} keeps all {sum(map(len, STAGES))} rules.")


@garbage_kept()
def judge(path: Path) -> list[str]:
    """Return a line for each finding, in document order: its place, the fault and the rule."""
    contract = require_3_1(read(path))
    try:
        found = {(contract.line(each.at), as_pointer(each.at), each.message, rule) for rule, each in broken(contract)}
    except RecursionError:
        raise Unreadable(f"{path} nests too deeply") from None
    return [f"{line}: {pointer}: {message} ({rule})" for line, pointer, message, rule in sorted(found)]


def require_3_1(contract: RawDocument) -> RawDocument:
    """Return the contract. Raises `Unreadable` if it is not OpenAPI 3.1."""
    version = contract.root["openapi"]
    if not version.startswith("3.1."):
        raise Unreadable(f"{contract.name} is not OpenAPI 3.1: it says openapi: {version}")
    return contract


def near(path: Path) -> Path:
    """Return the path relative to the current folder, if it is below it."""
    resolved, here = path.resolve(), Path.cwd().resolve()
    return resolved.relative_to(here) if resolved.is_relative_to(here) else path


if __name__ == "__main__":
    main()
