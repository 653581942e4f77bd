"""Tests of the README's change, in a copy of the repository: the commands print what it shows, and tests pass."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from repository import ROOT

pytestmark = [pytest.mark.field, pytest.mark.slow]

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the repository, with another call status in the contract, and the client generated from it."""
    folder = tmp_path_factory.mktemp("change") / "repository"
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(folder)], check=True)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    contract = folder / "openapi" / "create-web-call.yaml"
    text, count = re.subn(r"enum: \[registered, not_connected, ongoing", r"\g<0>, paused", contract.read_text("utf-8"))
    assert count == 1, "the README's change is one more call status"
    contract.write_text(text, encoding="utf-8")
    assert run(folder, "generate").returncode == 0
    return folder


def run(folder: Path, script: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a command of the copy, with its packages in place of the installed ones."""
    roots = os.pathsep.join(str(folder / each) for each in ("scripts", "contract_tests", "generated"))
    environment = {**os.environ, "PYTHONPATH": roots}
    for name in [name for name in environment if name.startswith("PYTEST_")]:
        del environment[name]
    command = [str(folder / "scripts" / script), *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=1_200)


def test_the_diff_names_the_audience_that_the_change_breaks(changed: Path) -> None:
    said = run(changed, "diff", "HEAD").stdout

    (shown,) = re.findall(r"```\n(Breaks:.*?)```", README, re.DOTALL)
    breaks, _, needs = shown.strip().partition("\n\n")
    assert re.sub(r"/enum/\d+", "/enum/N", breaks.splitlines()[1]) in re.sub(r"/enum/\d+", "/enum/N", said)
    assert "need a minor version" in needs
    assert "need a minor version" in said


def test_the_tests_that_know_the_contract_pass(changed: Path) -> None:
    folders = ("scripts/openapi_contract", "contract_tests/api_conformance", "contract_tests/retell_conformance")
    # Tests that compare the versions of contract, client and changelog fail, as they should.
    known = "not version and not changelog and not release"
    ran = run(changed, "test", *folders, "-q", "-m", "not field", "-k", known)

    assert ran.returncode == 0, ran.stdout[-5_000:]


def test_the_copy_is_where_the_tests_ran(changed: Path) -> None:
    program = "import api_conformance; print(api_conformance.__file__)"
    command = [str(changed / ".venv" / "bin" / "python"), "-c", program]
    roots = os.pathsep.join(str(changed / each) for each in ("scripts", "contract_tests", "generated"))
    said = subprocess.run(command, env={"PYTHONPATH": roots}, capture_output=True, text=True).stdout
    assert said.startswith(str(changed))
