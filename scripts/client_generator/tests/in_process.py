"""Commands of the repository, run in the process of the tests, which is much faster than a new one."""

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
    """Result of a command."""

    returncode: int
    stdout: str
    stderr: str


def run(main: Callable[[Sequence[str]], object], *arguments: str | Path) -> Ran:
    """Return the result of a command's `main`, with the exit status of a process."""
    out, err = io.StringIO(), io.StringIO()
    status: object = None
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    with patch.dict(os.environ, PATH=tools), redirect_stdout(out), redirect_stderr(err):
        try:
            status = main([str(each) for each in arguments])
        except SystemExit as end:
            status = end.code
    if isinstance(status, str):  # Python prints the text, and exits with 1
        return Ran(1, out.getvalue(), f"{err.getvalue()}{status}\n")
    return Ran(status if isinstance(status, int) else 0, out.getvalue(), err.getvalue())


def generate(contract: Path, output: Path) -> Ran:
    """Return the result of scripts/generate on a contract."""
    return run(generate_main, "--contract", contract, "--output", output)
