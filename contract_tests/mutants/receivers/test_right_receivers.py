"""Tests of correct receivers in five frameworks: the recipes of the client's README, and two for node."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from api_conformance.cli import run_command
from mutants.receivers.frameworks import frameworks
from mutants.receivers.right import KEY
from repository import ROOT
from retell_conformance.receiver.receiving import RECEIVER

pytestmark = [pytest.mark.field, pytest.mark.slow]

RECEIVERS = Path(__file__).resolve().parent / "right_receivers"
README = ROOT / "generated" / "README.md"


def recipe(title: str) -> str:
    """Return the code of a recipe."""
    found = re.findall(
        rf"^### {title}\n.*?^```python\n(.*?)^```", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    assert len(found) == 1
    return str(found[0])


@contextmanager
def serving(command: Sequence[str | Path], folder: Path) -> Iterator[str]:
    """Run a receiver in a folder; yield its URL."""
    roots = os.pathsep.join([str(folder), str(ROOT / "generated")])
    environment = {**os.environ, "RETELL_API_KEY": KEY, "PYTHONPATH": roots}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout is not None
            # The recipes print what they store, behind the URL.
            yield process.stdout.readline().strip()
        finally:
            process.kill()


@pytest.fixture
def program(request: pytest.FixtureRequest, tmp_path: Path) -> list[str | Path]:
    """Write a receiver into a folder; return the command that serves it. Skip the test if that is not possible."""
    name = request.param
    if name in ("express", "node"):
        if not (shutil.which("node") and shutil.which("npm")):
            pytest.skip("node and npm are not installed")
        shutil.copy(RECEIVERS / f"{name}.mjs", tmp_path)
        if name == "express":
            install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(tmp_path), "express@5"]
            if subprocess.run(install, capture_output=True, timeout=300).returncode:
                pytest.skip("npm cannot install Express here")
        return ["node", tmp_path / f"{name}.mjs"]
    packages = frameworks()
    (tmp_path / "events.py").write_text(recipe("Process each event once").replace("    print(", "    str("))
    (tmp_path / "receiver.py").write_text(recipe(f"A webhook in {name}"))
    return [sys.executable, RECEIVERS / "recipe_receiver.py", name.lower(), packages]


@pytest.mark.parametrize("program", ["FastAPI", "Flask", "Django", "express", "node"], indirect=True)
def test_a_correct_receiver_conforms(
    program: list[str | Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RETELL_API_KEY", KEY)
    with serving(program, tmp_path) as url:
        status = run_command(RECEIVER, ["--url", url, "--reports", str(tmp_path / "reports")])
    said, complaints = capsys.readouterr()
    assert status == 0, said + complaints
    assert "19 passed, 0 failed, 0 not checked" in said
    assert ", for information" not in said
