"""`api-conformance`: checks a server against the contract of any API."""

import sys


def main() -> None:
    """Run the command, and exit as it says."""
    try:
        from api_conformance import quick_start  # noqa: F401  # before httpx is imported
        from api_conformance.cli import console
        from api_conformance.endpoint import ANY_API

        console(ANY_API)
    except KeyboardInterrupt:  # of the imports, which take a moment
        print("conformance: the run was interrupted", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
