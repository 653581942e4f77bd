"""Tests of the suite as a package: its commands and its pytest plugin, without a clone."""

import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Sequence
from pathlib import Path

import pytest

from api_conformance.reports.files import WRITERS
from openapi_contract.document import read
from repository import CONTRACT, ROOT

pytestmark = [pytest.mark.slow, pytest.mark.thorough]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and install it into a venv of its own, in another folder; return the venv's bin.

    Its dependencies are those of this environment: they are locked, and a package index may not be reachable.
    """
    folder = tmp_path_factory.mktemp("package")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    built = subprocess.run(build, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": ""})
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=False)
    (site,) = (folder / "venv" / "lib").glob("python3.*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--prefix",
        str(folder / "venv"),
    ]
    subprocess.run([*pip, "--ignore-installed", str(wheel)], check=True, capture_output=True)
    return folder / "venv" / "bin"


def run(command: Sequence[str | Path], folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run a command in an empty folder, with nothing of this repository around it."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "CONTRACT")}
    return subprocess.run(command, cwd=folder, env=kept, capture_output=True, text=True, timeout=120)


def test_the_wheel_holds_three_packages_and_both_commands(installed: Path, tmp_path: Path) -> None:
    (site,) = (installed.parent / "lib").glob("python3.*/site-packages")
    packages = {path.name for path in site.iterdir() if path.is_dir() and path.suffix != ".dist-info"}
    assert packages == {"api_conformance", "openapi_contract", "retell_conformance"}
    for command in ("api-conformance", "retell-conformance"):
        ran = run([installed / "python", installed / command, "--help"], tmp_path)
        assert (ran.returncode, ran.stderr) == (0, "")
        assert command in ran.stdout


def test_the_command_checks_a_server_against_the_contract_of_the_package(installed: Path, tmp_path: Path) -> None:
    ran = run([installed / "python", installed / "retell-conformance", "-k", "a_wrong_key_is_refused"], tmp_path)

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert f"contract  {read(CONTRACT).version}" in ran.stdout
    assert "The server conforms to the selected rule" in ran.stdout


def test_the_command_generates_requests(installed: Path, small_contract: Path, tmp_path: Path) -> None:
    command = installed / "python", installed / "retell-conformance", "--profile", "smoke", "--contract", small_contract
    ran = run(command, tmp_path)

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "each checked with one case" in ran.stdout
    assert {path.name for path in (tmp_path / "reports").iterdir()} == {*WRITERS}


def test_the_plugin_gives_a_test_a_running_server(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "test_mine.py").write_text(
        "import httpx\n"
        "def test_mine(retell_server):\n"
        "    headers = {'Authorization': f'Bearer {retell_server.key}'}\n"
        "    body = {'agent_id': retell_server.agent_id}\n"
        "    response = httpx.post(f'{retell_server.url}/v2/create-web-call', json=body, headers=headers)\n"
        "    assert response.status_code == 201\n"
        "    assert retell_server.key not in repr(retell_server)\n"
    )
    ran = run([installed / "python", "-m", "pytest", "-q", "-p", "no:cacheprovider"], tmp_path)

    assert ran.returncode == 0, ran.stdout + ran.stderr
