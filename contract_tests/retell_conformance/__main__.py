"""`scripts/conformance` and `retell-conformance`: check a server against the contract of Retell AI's web calls."""

import sys


def main() -> None:
    """Run the command, and exit with its status. `receiver` checks a receiver of events instead of a server."""
    try:
        from api_conformance import quick_start  # noqa: F401  # before httpx is imported
        from api_conformance.cli import console
        from retell_conformance.endpoint import RETELL
        from retell_conformance.receiver.receiving import RECEIVER

        given = sys.argv[1:]
        if given[:1] == ["receiver"]:
            console(RECEIVER, given[1:])
        console(RETELL)
    except KeyboardInterrupt:  # of the imports, which take a moment
        print("conformance: the run was interrupted", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
