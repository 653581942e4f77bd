"""Tests of generation and drift: the same contract gives the same bytes, and drift changes no file."""

import shutil
import subprocess
from pathlib import Path

import pytest

from client_generator.drift import main as drift_main
from client_generator.tests.in_process import generate, run
from repository import CONTRACT, ROOT, SCRIPTS

pytestmark = pytest.mark.slow


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder, without those that Python adds."""
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.fixture
def committed(tmp_path: Path) -> Path:
    """Return a copy of the client that a test may change."""
    return Path(shutil.copytree(ROOT / "generated", tmp_path / "generated"))


def test_the_same_contract_gives_the_same_bytes_from_another_folder(tmp_path: Path) -> None:
    subprocess.run([SCRIPTS / "generate", "--output", "elsewhere"], cwd=tmp_path, check=True)
    assert contents(tmp_path / "elsewhere") == contents(ROOT / "generated")


def test_an_edit_of_the_client_is_drift_and_is_kept(committed: Path) -> None:
    package = committed / "retell_web_call_client"
    changed = package / "models" / "call_status.py"
    changed.write_text(changed.read_text() + "EXTRA = 1\n")
    (package / "stray.py").write_text("STRAY = 1\n")
    (package / "py.typed").unlink()
    before = contents(committed)

    drift = run(drift_main, "--generated", committed)

    assert drift.returncode == 1
    assert "-EXTRA = 1" in drift.stdout
    assert "a/generated/retell_web_call_client/stray.py" in drift.stdout
    assert "generated/retell_web_call_client/py.typed" in drift.stdout
    assert contents(committed) == before


def test_another_contract_generates_another_client_without_old_files(committed: Path, tmp_path: Path) -> None:
    contract = tmp_path / "contract.yaml"
    contract.write_text(CONTRACT.read_text().replace("not_connected", "never_connected"))
    (committed / "retell_web_call_client" / "stray.py").write_text("STRAY = 1\n")

    assert generate(contract, committed).returncode == 0

    assert b"never_connected" in contents(committed)["retell_web_call_client/models/call_status.py"]
    assert "retell_web_call_client/stray.py" not in contents(committed)


def test_a_contract_that_cannot_be_generated_does_not_change_the_client(committed: Path, tmp_path: Path) -> None:
    contract = tmp_path / "contract.yaml"
    contract.write_text(CONTRACT.read_text().replace("#/components/schemas/CallStatus", "#/components/schemas/Nothing"))
    before = contents(committed)

    generation = generate(contract, committed)

    assert generation.returncode != 0
    assert "Nothing" in generation.stderr
    assert contents(committed) == before
    assert [path.name for path in committed.parent.iterdir() if path.name.startswith(".generated")] == []


def test_a_missing_contract_is_reported_in_one_line(tmp_path: Path) -> None:
    generation = generate(tmp_path / "none.yaml", tmp_path / "generated")
    assert generation.returncode == 2
    assert "there is no contract at" in generation.stderr
    assert "Traceback" not in generation.stderr
