"""The version of the installed suite."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version

DISTRIBUTION = "retell-conformance"


@cache
def suite_version() -> str:
    """Return the version of the installed suite; "unknown" if it is not installed."""
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "unknown"
