"""One run of the whole suite against one server, in a process of its own that has everything loaded already.

`scripts/test-faulty` starts hundreds of them, each forked from a process that has run loaded.py.
"""

import json
import os
import signal
import sys
import tempfile
from pathlib import Path

from contract_tests.faulty_servers.catalogue import DEFECTS, VARIANTS
from contract_tests.faulty_servers.entries import Defect, Variant
from contract_tests.faulty_servers.lines import in_process, over_http
from contract_tests.provider import __main__ as conformance
from contract_tests.provider.settings import OPTIONS
from contract_tests.reference_server.settings import Settings

SERVERS: tuple[Defect | Variant, ...] = (*DEFECTS, *VARIANTS)
# What would set a run up, or have it write elsewhere.
SETTINGS = (*(option.variable for option in OPTIONS), "PYTEST_ADDOPTS", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY")


def run(name: str, profile: str, folder: Path) -> None:
    """Tries the server, over HTTP. Writes to the folder what was found, and exits as scripts/conformance does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    _write_to(folder / "output")
    for setting in SETTINGS:
        os.environ.pop(setting, None)
    server, row = Settings(), next(each for each in SERVERS if each.id == name)
    os.environ |= {"RETELL_API_KEY": server.api_key, "WITNESS": str(folder / "witnessed.json")}
    tempfile.tempdir = str(folder)
    line = over_http if row.line is in_process else row.line
    with line(row.build()) as reached:
        arguments = ["--base-url", reached.base_url, "--agent-id", server.agent_id, "--profile", profile]
        arguments += ["--reports", str(folder / "reports"), "-p", "contract_tests.faulty_servers.witness"]
        try:
            status = conformance.main(arguments)
        except Exception as reason:  # a failure of the suite's own is no verdict either
            (folder / "trouble.json").write_text(json.dumps(f"{type(reason).__name__}: {reason}"))
            status = conformance.COULD_NOT_BE_RUN
    sys.exit(status)


def _write_to(file: Path) -> None:
    """Has everything that this process writes go to a file."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
