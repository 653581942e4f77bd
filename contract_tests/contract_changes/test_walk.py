"""Tests of the README's example: a user's test that simulates a call, and checks that their application stores it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mutants.receivers.frameworks import frameworks
from repository import ROOT

SECTION = re.compile(r"^## Simulate a call in a test\n(.*?)^## ", re.DOTALL | re.MULTILINE)
MOST_LINES = 12


def programs() -> list[str]:
    """Return the programs of the section: the application, and the test."""
    [section] = SECTION.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    return re.findall(r"```py\n(.*?)```", section, re.DOTALL)


def test_the_example_is_short() -> None:
    _, walk = programs()
    statements = [line for line in walk.splitlines() if line.strip() and not line.startswith("def ")]
    assert len(statements) <= MOST_LINES


@pytest.mark.field
@pytest.mark.parametrize(
    ("change", "passes"), [(("", ""), True), (("call_analyzed", "call_started"), False)], ids=["as-written", "broken"]
)
def test_the_example_passes_and_fails_if_nothing_is_stored(
    tmp_path: Path, change: tuple[str, str], passes: bool
) -> None:
    app, walk = programs()
    (tmp_path / "app.py").write_text(app.replace(*change) if any(change) else app)
    (tmp_path / "test_walk.py").write_text(walk)
    program = f"import pytest, site, sys; site.addsitedir({str(frameworks())!r}); sys.exit(pytest.main(['-q']))"
    kept = {name: value for name, value in os.environ.items() if name not in ("CONTRACT", "RETELL_API_KEY")}
    roots = os.pathsep.join([str(tmp_path), str(ROOT / "generated")])
    command = [sys.executable, "-c", program]
    ran = subprocess.run(
        command, cwd=tmp_path, env={**kept, "PYTHONPATH": roots}, capture_output=True, text=True, timeout=120
    )
    assert ("1 passed" in ran.stdout) is passes, ran.stdout + ran.stderr
