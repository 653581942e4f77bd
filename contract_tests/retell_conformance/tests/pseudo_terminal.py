"""A command on a pseudo-terminal."""

import contextlib
import os
import pty
import subprocess
from pathlib import Path
from typing import Literal


def run_on_terminal(
    command: list[str | Path], stream: Literal["stdout", "stderr"], **environment: str
) -> tuple[int, str, str]:
    """Run a command with one stream on a terminal; return exit status, the other stream, and the terminal's text."""
    leader, follower = pty.openpty()
    inherited = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    with subprocess.Popen(
        command,
        stdout=follower if stream == "stdout" else subprocess.PIPE,
        stderr=follower if stream == "stderr" else subprocess.PIPE,
        text=True,
        env={**inherited, "TERM": "xterm", "COLUMNS": "100", **environment},
    ) as process:
        os.close(follower)
        shown = b""
        with contextlib.suppress(OSError):  # the end of a terminal, on Linux
            while part := os.read(leader, 1 << 16):
                shown += part
        os.close(leader)
        other = process.stdout or process.stderr
        assert other is not None
        return process.wait(timeout=60), other.read(), shown.decode()
