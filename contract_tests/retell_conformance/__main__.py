"""`scripts/conformance` and `retell-conformance`: checks a server against the contract of Retell AI's web calls."""

import sys

from api_conformance import quick_start  # noqa: F401  # before httpx is imported
from api_conformance.cli import console
from retell_conformance.endpoint import RETELL
from retell_conformance.receiver.receiving import RECEIVER


def main() -> None:
    """Run the command, and exit as it says: `receiver` checks a receiver of events in place of a server."""
    given = sys.argv[1:]
    if given[:1] == ["receiver"]:
        console(RECEIVER, given[1:])
    console(RETELL)


if __name__ == "__main__":
    main()
