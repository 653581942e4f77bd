"""`scripts/conformance` and `retell-conformance`: checks a server against the contract of Retell AI's web calls."""

from api_conformance.cli import console
from retell_conformance.endpoint import RETELL


def main() -> None:
    """Run the command, and exit as it says."""
    console(RETELL)


if __name__ == "__main__":
    main()
