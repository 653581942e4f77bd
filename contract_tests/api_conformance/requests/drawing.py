"""The processes in which schemathesis draws requests: apart from the modules of this one, and ended with a run."""

import importlib.metadata
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Event
from typing import Any

from attrs import define, field, frozen

from openapi_contract.json_data import JsonObject

OF_OURS = ("PYTHONPATH", "PYTEST_ADDOPTS")
SECRET = re.compile(r"key|token|secret|passw|credential", re.IGNORECASE)
"""Environment variables that the process that draws requests does not get."""
VERSIONS = ("schemathesis", "hypothesis", "hypothesis-jsonschema", "requests")


class GenerationFailed(Exception):
    """schemathesis could not generate requests from the contract; the text says why in one line."""


@frozen
class Ended:
    """A process that has ended."""

    status: int
    output: str
    errors: str


@define(eq=False)
class Drawing:
    """The processes of a run that draw requests."""

    _processes: list[subprocess.Popen[str]] = field(factory=list, init=False)
    _stopped: Event = field(factory=Event, init=False)

    def run(self, command: Sequence[str], folder: str, variables: Mapping[str, str] | None = None) -> Ended:
        """Run Python with these arguments in a folder, and return how it ended."""
        process = subprocess.Popen(
            [sys.executable, "-P", *command],
            cwd=folder,
            env={**_environment(), **(variables or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._processes.append(process)
        if self._stopped.is_set():  # while it was starting
            process.kill()
        try:
            output, errors = process.communicate()
        except BaseException:
            self.stop()
            raise
        return Ended(process.returncode, output, errors)

    def stop(self) -> None:
        """Kill the processes, also those that are about to start."""
        self._stopped.set()
        for process in self._processes:
            process.kill()  # an interrupted run does not wait for it


def _environment() -> dict[str, str]:
    """Return the environment of a process that draws, which is always the same, and has no key."""
    # Hypothesis takes seconds for its tables of characters, which it caches in this folder.
    tables = {"HYPOTHESIS_STORAGE_DIRECTORY": str(Path(sys.prefix) / "hypothesis")}
    given = {name: one for name, one in os.environ.items() if name not in OF_OURS and not SECRET.search(name)}
    return {**tables, **given, "PYTHONHASHSEED": "0"}


def without_security(root: JsonObject) -> JsonObject:
    """Return the contract without security, since each request is sent with the key, which other rules test."""
    found: JsonObject = _without(root, "security")
    if isinstance(root.get("components"), dict):
        found["components"] = _without(root["components"], "securitySchemes")
    if isinstance(root.get("paths"), dict):
        found["paths"] = {
            path: {name: _without(each, "security") for name, each in item.items()}
            for path, item in root["paths"].items()
        }
    return found


def _without(value: Any, name: str) -> Any:
    """Return a copy of an object without a property; anything else unchanged."""
    return {key: each for key, each in value.items() if key != name} if isinstance(value, dict) else value


def versions() -> list[str]:
    """Return the versions of all packages that draw requests."""
    return [_version(package) for package in VERSIONS]


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "absent"
