"""The version of the suite that is installed."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version

DISTRIBUTION = "retell-conformance"


@cache
def suite_version() -> str:
    """Return the version of the distribution that the suite came with; "unknown" if it runs without being installed."""
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "unknown"
