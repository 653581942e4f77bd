"""Run a command of the repository in the process of the tests, which takes a fraction of starting one."""

import io
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from attrs import frozen

from client_generator.generate import main as generate_main


@frozen
class Ran:
    """A command as it ended."""

    returncode: int
    stdout: str
    stderr: str


def run(main: Callable[[Sequence[str]], object], *arguments: str | Path) -> Ran:
    """Return what comes of a command's `main`, as a process would end with it."""
    out, err = io.StringIO(), io.StringIO()
    status: object = None
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    with patch.dict(os.environ, PATH=tools), redirect_stdout(out), redirect_stderr(err):
        try:
            status = main([str(each) for each in arguments])
        except SystemExit as end:
            status = end.code
    if isinstance(status, str):  # which Python prints, and exits with 1
        return Ran(1, out.getvalue(), f"{err.getvalue()}{status}\n")
    return Ran(status if isinstance(status, int) else 0, out.getvalue(), err.getvalue())


def generate(contract: Path, output: Path) -> Ran:
    """Return what comes of scripts/generate on a contract."""
    return run(generate_main, "--contract", contract, "--output", output)
