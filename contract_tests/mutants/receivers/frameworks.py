"""The environment of FastAPI, Flask and Django, which `make test-integrations` installs."""

import sys
from pathlib import Path

import pytest

from repository import ROOT


def frameworks() -> Path:
    """Return the folder of their packages. Skip the test if they are missing for this Python."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    found = ROOT / ".venv-integrations" / version / "lib" / f"python{version}" / "site-packages"
    if not (found / "fastapi").is_dir():
        pytest.skip(f"there are no frameworks for Python {version}: `make test-integrations` installs them")
    return found
