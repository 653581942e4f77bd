"""Tests of servers in eight frameworks: the suite finds the mistakes of each, and no others."""

import re
import shutil
from pathlib import Path

import pytest

from api_conformance.tests.programs import free_port, running
from api_conformance.tests.whole_runs import whole_run
from repository import ROOT
from retell_conformance.endpoint import RETELL
from retell_conformance.tests.stacks.stacks import STACKS, Stack

pytestmark = [pytest.mark.field, pytest.mark.slow]

HOME = ROOT / ".venv-stacks"
SERVERS = Path(__file__).with_name("servers")
VALUES = re.compile(r"\{[^,]*?: .*?\}")
CREDENTIALS = {"RETELL_API_KEY": "key_of_these_stacks_4711", "RETELL_AGENT_ID": "agent_of_these_stacks"}


def installed(stack: Stack, folder: Path) -> Path:
    """Return a folder with the servers and their dependencies; skip the test if those are not installed."""
    needed = HOME / "node" / "node_modules" if stack.on_node else HOME / ".complete"
    if stack.on_node and shutil.which("node") is None:
        pytest.skip("node is not on PATH")
    if not needed.exists():
        pytest.skip("the frameworks are not installed: scripts/test-stacks --set-up")
    shutil.copytree(SERVERS, folder)
    if stack.on_node:
        (folder / "node_modules").symlink_to(needed)
    return folder


@pytest.mark.parametrize("stack", STACKS, ids=lambda stack: stack.name)
def test_only_the_known_mistakes_of_a_server_are_found(stack: Stack, tmp_path: Path) -> None:
    folder, port = installed(stack, tmp_path / "servers"), free_port()
    command = [each.format(bin=HOME / "bin", port=port) for each in stack.command]

    with running(command, port, tmp_path / "output.log", folder, CREDENTIALS):
        summary = whole_run(RETELL, CREDENTIALS, base_url=f"http://127.0.0.1:{port}", max_time="600")

    found = {VALUES.sub("{}", f"expected {each.expected}, got {each.got}") for each in summary.causes()}
    assert found == set(stack.mistakes)
    assert not summary.prevented
