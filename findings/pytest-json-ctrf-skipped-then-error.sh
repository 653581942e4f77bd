#!/bin/sh
# pytest-json-ctrf 0.6.1 (PyPI), with pytest 9.2.0
#
# One would guess: if clearing up after a test fails, the report says so, also if the test was skipped: pytest
# counts an error and exits with 1.
# What happens: after a test that passed, the error makes it failed. After one that called pytest.skip(), it stays
# "skipped", and the report has no failure at all.
# Whom it hurts: gates that read the report: the run is red, and nothing in the report says why, or the gate lets it
# through.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check pytest-json-ctrf==0.6.1 pytest==9.2.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import json
import subprocess
import sys
from pathlib import Path

Path("test_two.py").write_text(
    "import pytest\n"
    "@pytest.fixture\ndef server():\n    yield\n    raise RuntimeError('cannot stop')\n"
    "def test_passes(server):\n    pass\n"
    "def test_skips_itself(server):\n    pytest.skip('not here')\n"
)
found = {}
for name in ("test_passes", "test_skips_itself"):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--ctrf", "report.json"]
    status = subprocess.run([*command, f"test_two.py::{name}"], stdout=subprocess.PIPE).returncode
    results = json.loads(Path("report.json").read_text())["results"]
    summary = {key: results["summary"][key] for key in ("tests", "passed", "failed", "skipped")}
    print(name.ljust(17), "pytest's exit status:", status, "report:", summary)
    found[name] = status, summary["failed"], results["tests"][0]["status"]
sys.exit(0 if found == {"test_passes": (1, 1, "failed"), "test_skips_itself": (1, 0, "skipped")} else 1)
EOF
venv/bin/python check.py
