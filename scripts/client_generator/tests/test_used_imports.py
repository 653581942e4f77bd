"""Tests of imports: only those that a generated module does not use are removed."""

from client_generator.used_imports import with_used_imports

MODULE = """\
from __future__ import annotations

import datetime
from uuid import UUID

from attrs import field as _field
from ..types import (
    read_int, read_str,
    read_uuid,
)

at: datetime.date
name = _field(read_str)
"""


def test_only_used_names_are_imported() -> None:
    lines = with_used_imports(MODULE).splitlines()
    assert [line for line in lines if "import" in line] == [
        "from __future__ import annotations",
        "import datetime",
        "from attrs import field as _field",
        "from ..types import (",
    ]
    assert lines[-5:] == ["    read_str,", ")", "", "at: datetime.date", "name = _field(read_str)"]


def test_a_module_without_imports_is_unchanged() -> None:
    assert with_used_imports("a = 1\n").strip() == "a = 1"
