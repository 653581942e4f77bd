"""An interrupt of a command while it is still loading its modules: one line, and no traceback."""

import subprocess
import sys

import pytest

from repository import ROOT

# Ctrl-C in the middle of the imports of a command.
INTERRUPTED = """
import sys

class Finder:
    def find_spec(self, name, path, target=None):
        if name == {module!r}:
            raise KeyboardInterrupt

sys.meta_path.insert(0, Finder())
sys.argv = {arguments!r}
from {program} import main
main()
"""


@pytest.mark.parametrize(
    ("program", "module", "arguments", "line"),
    [
        ("repository.command", "contract_diff.changes", ["", "diff", "contract_diff"], "diff: interrupted"),
        ("retell_conformance.__main__", "api_conformance.cli", [""], "conformance: the run was interrupted"),
        ("api_conformance.__main__", "api_conformance.cli", [""], "conformance: the run was interrupted"),
    ],
    ids=["diff", "retell-conformance", "api-conformance"],
)
def test_an_interrupt_of_the_imports_is_one_line(program: str, module: str, arguments: list[str], line: str) -> None:
    script = INTERRUPTED.format(program=program, module=module, arguments=arguments)
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)

    assert run.returncode == 2
    assert run.stderr == f"{line}\n"
    assert run.stdout == ""
