"""`api-conformance`: checks a server against the contract of any API."""

from api_conformance import quick_start  # noqa: F401  # before httpx is imported
from api_conformance.cli import console
from api_conformance.endpoint import ANY_API


def main() -> None:
    """Run the command, and exit as it says."""
    console(ANY_API)


if __name__ == "__main__":
    main()
