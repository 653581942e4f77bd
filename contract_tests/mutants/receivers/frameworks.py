"""Environment of FastAPI, Flask and Django: `make test-integrations` installs it, apart from all else."""

import sys
from pathlib import Path

import pytest

from repository import ROOT


def frameworks() -> Path:
    """Return the folder of their packages. Skips a test if they are not there for this Python."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    found = ROOT / ".venv-integrations" / version / "lib" / f"python{version}" / "site-packages"
    if not (found / "fastapi").is_dir():
        pytest.skip(f"there are no frameworks for Python {version}: `make test-integrations` installs them")
    return found
