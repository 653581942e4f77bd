"""Tests of the environments beside .venv: each is made again only if its requirements or its Python are gone."""

import subprocess
from pathlib import Path

import pytest

from repository import SCRIPTS


@pytest.fixture
def complete(tmp_path: Path) -> Path:
    """A folder like an environment with the requirements in `requirements.txt`, and a Python that says when it runs."""
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\necho made\nexit 3\n", encoding="utf-8")
    python.chmod(0o755)
    (tmp_path / "requirements.txt").write_text("a==1\n", encoding="utf-8")
    (tmp_path / "venv" / "bin").mkdir(parents=True)
    (tmp_path / "venv" / "bin" / "python").symlink_to(python)
    (tmp_path / "venv" / ".complete").write_text("a==1\n", encoding="utf-8")
    return tmp_path


def made(folder: Path) -> tuple[int, str]:
    """Run the command; return its exit status and output."""
    command: list[str | Path] = [SCRIPTS / "make-venv", folder / "venv", folder / "requirements.txt"]
    ran = subprocess.run(command, env={"PYTHON": str(folder / "python")}, capture_output=True, text=True)
    return ran.returncode, ran.stdout


def test_a_complete_environment_is_not_made_again(complete: Path) -> None:
    assert made(complete) == (0, "")


def test_an_environment_with_other_requirements_is_made_again(complete: Path) -> None:
    (complete / "requirements.txt").write_text("a==2\n", encoding="utf-8")
    assert made(complete) == (3, "made\n")


def test_an_environment_without_its_python_is_made_again(complete: Path) -> None:
    (complete / "venv" / "bin" / "python").unlink()
    assert made(complete) == (3, "made\n")
