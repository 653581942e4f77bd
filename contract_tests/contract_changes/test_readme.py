"""Tests of the README and the other documents: the commands that they name exist, and the program runs as written."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from documentation.settings_table import README, updated
from mutants import picture
from repository import ROOT
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.running import running
from retell_conformance.reference_server.server_settings import Settings

pytestmark = pytest.mark.slow

NAMES = ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md")
PAPERS = "".join((ROOT / name).read_text(encoding="utf-8") for name in NAMES)
TARGETS = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)


def test_every_make_target_that_it_names_exists() -> None:
    assert set(re.findall(r"(?:`|\$ )make ([a-z][a-z-]+)", PAPERS)) <= {*TARGETS}


def test_every_file_that_they_name_exists() -> None:
    scripts = {f"scripts/{name}" for name in re.findall(r"scripts/([a-z-]+)(?=[` ])", PAPERS)}
    paths = set(re.findall(r"`((?:contract_tests|scripts|openapi)/[a-z_][\w./-]*)`", PAPERS))
    links = set(re.findall(r"\]\(([A-Za-z][\w./-]+)\)", PAPERS))
    assert scripts
    assert paths
    assert links
    assert [path for path in sorted(scripts | paths) if not (ROOT / path).exists()] == []
    assert [path for path in sorted(links) if not (ROOT / path).is_file()] == []


def test_its_table_of_settings_is_that_of_the_options() -> None:
    assert updated(README) == README.read_text(encoding="utf-8"), "run scripts/python -m documentation.settings_table"


def test_its_list_of_commands_is_that_of_make() -> None:
    printed = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True).stdout
    assert printed.strip() in PAPERS


def test_its_program_registers_a_call() -> None:
    (program,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    server = Settings()
    with running(create_app(server)) as base_url:
        ran = subprocess.run(
            [sys.executable, "-c", program.replace("http://127.0.0.1:8080", base_url)],
            env={"RETELL_API_KEY": server.api_key, "PYTHONPATH": str(ROOT / "generated")},
            capture_output=True,
            text=True,
        )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.endswith(" registered\n")


@pytest.mark.thorough
def test_its_commands_accept_another_contract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = re.findall(r"## Bring your own contract.*?```console\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    commands = [line.removeprefix("$ ").partition("  #")[0] for line in block.splitlines()]
    theirs, well_made = tmp_path / "theirs.yaml", ROOT / "scripts" / "contract_lint" / "tests" / "well_made.yaml"
    for copied in (theirs, tmp_path / "before.yaml"):
        shutil.copy(well_made, copied)
    shutil.copy(well_made.with_suffix(".json"), tmp_path)  # which it refers to
    for name in ("scripts", ".venv"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.setenv("CONTRACT", str(theirs))  # the reference server responds with the contract's examples
    monkeypatch.setenv("REPORTS", str(tmp_path / "reports"))
    server = Settings()
    with running(create_app(server)) as base_url:
        script = "\n".join(command for command in commands if not command.startswith("pip "))
        filled = script.replace("https://…", base_url).replace("=…", f"={server.api_key}")
        ran = subprocess.run(["sh", "-e", "-c", filled], cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert " passed, 0 failed" in ran.stdout
    assert (tmp_path / "client" / "retell_web_call_client" / "client.py").is_file()


@pytest.mark.thorough
@pytest.mark.parametrize("target", [target for target in TARGETS if target != "help"])
def test_every_command_is_a_script_with_help(target: str) -> None:
    helped = subprocess.run([ROOT / "scripts" / target, "--help"], capture_output=True, text=True, timeout=60)
    assert helped.returncode == 0
    assert helped.stdout.strip()


def test_the_picture_shows_what_a_run_prints_today() -> None:
    def without_numbers(text: str) -> str:
        return re.sub(r"[0-9a-f]{8,}|[0-9.]+", "#", text)

    shown, printed = picture.PICTURE.read_text(encoding="utf-8"), picture.drawn(picture.run())
    assert without_numbers(shown) == without_numbers(printed), (
        "write it anew, as contract_tests/mutants/picture.py says"
    )
