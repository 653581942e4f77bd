"""The reference server in a process of its own, so that server and client use different cores."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from retell_conformance.contract import path

SETTINGS = (
    *("CONTRACT", "RETELL_API_KEY", "RETELL_AGENT_ID", "PORT", "ERRORS", "VERSIONS"),
    *("WEBHOOK_URL", "EVENTS", "CONTROL"),
)
SECONDS_TO_STOP = 5


@contextmanager
def serving(contract: Path | None = None, *options: str) -> Iterator[str]:
    """Serve with the default settings on a free loopback port; yield the base URL, and stop at the end.

    Raises RuntimeError if it does not start.

    Args:
        contract: The contract to serve; default: that of this process.
        options: More options of `scripts/serve`.
    """
    kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    command = [sys.executable, "-P", "-m", "retell_conformance.reference_server", "--port", "0", "--quiet"]
    command += ["--no-reload", *options]
    process = subprocess.Popen(
        command,
        env={**kept, "CONTRACT": str(contract or path()), "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is for the parent process, which then stops this one
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        line = process.stdout.readline()
        if not line:
            said = " ".join(process.stderr.read().split())[-500:]
            raise RuntimeError(f"the reference server did not start: {said}")
        yield line.strip()
    finally:
        process.terminate()
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()
        process.stderr.close()
