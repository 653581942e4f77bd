"""Clients of other contracts, and the reports of type checkers: each made once for all workers of a test run."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from attrs import frozen

from client.type_checkers import CHECKERS, PACKAGE, PROGRAMS, SAMPLES, Report
from client_generator.tests.in_process import generate

CONTRACTS = {
    name: Path(__file__).with_name(f"{name}_contract.yaml") for name in ("awkward", "composed", "misread", "other")
}


@frozen
class GeneratedClients:
    """A folder that the workers of a test run share. It must be on `sys.path`, so that its packages can be imported."""

    folder: Path

    def project(self, name: str) -> Path:
        """Return the folder with the client of a contract, which is also a package around it."""
        project = self.folder / f"{name}_project"
        with exclusive(project.with_suffix(".lock")):
            if not project.exists():
                generation = generate(CONTRACTS[name], project)
                assert generation.returncode == 0, generation.stderr
        return project

    def report(self, checker: str, wrong: dict[str, str], *, clients: bool) -> Report:
        """Return a type checker's report on code against our client, on files with mistakes, and on all clients."""
        file = self.folder / f"{checker}_{clients}.json"
        with exclusive(file.with_suffix(".lock")):
            if not file.exists():
                own = self.folder / file.stem
                own.mkdir()
                for name, code in wrong.items():
                    (own / name).write_text(code)
                packages = [PACKAGE, *map(self.project, CONTRACTS)] if clients else []
                report = CHECKERS[checker](*packages, *SAMPLES, *PROGRAMS, own, cwd=self.folder if clients else own)
                file.write_text(report.written())
        return Report.read(file.read_text())


@contextmanager
def exclusive(file: Path) -> Iterator[None]:
    """Make other processes wait that lock the same file."""
    with file.open("w") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield


def shared_folder(factory: pytest.TempPathFactory, worker: str, name: str) -> Path:
    """Return a folder that all workers of a test run share."""
    own = factory.getbasetemp()
    # The folder of a worker is in that of the run.
    folder = (own if worker == "master" else own.parent) / name
    folder.mkdir(exist_ok=True)
    return folder
