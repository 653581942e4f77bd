"""mypy and pyright, in strict mode, on clients and on code against them."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from attrs import asdict, frozen

from repository import GENERATED, ROOT

PACKAGE = GENERATED / "retell_web_call_client"
SAMPLES = sorted(Path(__file__).with_name("typing_samples").glob("*.py"))
PROGRAMS = sorted((ROOT / "contract_tests" / "contract_changes" / "user_code").glob("v*/*.py"))
# One for all runs, since most of a run is reading the types of the standard library and of httpx.
MYPY_CACHE = Path(sys.prefix) / "mypy"


@frozen
class Complaint:
    """An error that a type checker reports."""

    file: str
    line: int
    words: str


@frozen
class Report:
    """Report of a type checker."""

    complaints: tuple[Complaint, ...]
    files: int
    """Number of files checked."""

    def about(self, *places: Path) -> list[Complaint]:
        """Return the complaints about files, or about the files in folders."""
        return [each for each in self.complaints if any(Path(each.file).is_relative_to(place) for place in places)]

    def written(self) -> str:
        """Return the report as JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> "Report":
        """Return a report from JSON."""
        said = json.loads(text)
        return cls(tuple(Complaint(**each) for each in said["complaints"]), said["files"])


def mypy(*targets: Path, cwd: Path, generated: Path = GENERATED) -> Report:
    """Return the report of mypy; clients below `cwd` are packages of the folder that they are in."""
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--explicit-package-bases"]
    command += ["--show-absolute-path", "--no-pretty", f"--cache-dir={MYPY_CACHE}", *map(str, targets)]
    environment = {**os.environ, "MYPYPATH": str(generated)}
    run = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    found = re.findall(r"^(/.+?):(\d+): error: (.*)$", run.stdout, re.MULTILINE)
    counted = re.search(r"(?:in|checked) (\d+) source files?", run.stdout)
    assert counted is not None, run.stdout + run.stderr
    return Report(tuple(Complaint(file, int(line), words) for file, line, words in found), int(counted[1]))


def pyright(*targets: Path, cwd: Path) -> Report:
    """Return the report of pyright."""
    settings = {
        "typeCheckingMode": "strict",
        "include": [str(target) for target in targets],
        "extraPaths": [str(GENERATED)],
        "pythonVersion": "3.11",
    }
    (cwd / "pyrightconfig.json").write_text(json.dumps(settings))
    command = [sys.executable, "-m", "basedpyright", "--outputjson"]
    command += ["--project", str(cwd), "--pythonpath", sys.executable]
    run = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    said = json.loads(run.stdout)
    errors = [each for each in said["generalDiagnostics"] if each["severity"] == "error"]
    found = (Complaint(each["file"], each["range"]["start"]["line"] + 1, each["message"]) for each in errors)
    return Report(tuple(found), said["summary"]["filesAnalyzed"])


CHECKERS: dict[str, Callable[..., Report]] = {"mypy": mypy, "pyright": pyright}
