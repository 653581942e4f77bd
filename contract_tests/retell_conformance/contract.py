"""The contract of Retell AI's web calls: the file in this package, or in the repository."""

import os
from pathlib import Path
from typing import Final

from openapi_contract import document
from openapi_contract.document import Document

NAME: Final = "create-web-call.yaml"
_HERE = Path(__file__).resolve()
_PLACES = (_HERE.with_name("openapi") / NAME, _HERE.parents[2] / "openapi" / NAME)
CONTRACT: Final = next((each for each in _PLACES if each.is_file()), _PLACES[-1])


def path() -> Path:
    """Return the contract's file: that of CONTRACT in the environment, else this one."""
    return Path(os.environ.get("CONTRACT") or CONTRACT)


def read() -> Document:
    """Read the contract that `path` names. Raises `Unreadable`."""
    return document.read(path())
