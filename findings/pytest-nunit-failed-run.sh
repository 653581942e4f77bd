#!/bin/sh
# pytest-nunit 1.0.7 (PyPI), with pytest 9.2.0
#
# One would guess: the report of a run in which a test failed has result="Failed" for the run, as the format of
# NUnit 3 has it, and a test that called pytest.skip() is Skipped.
# What happens: the run and its suite have result="Passed", whatever failed, next to failed="1". A test that called
# pytest.skip() within is Passed; with the decorator it is Skipped.
# Whom it hurts: gates and dashboards that read the result of the run: it is always good.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check pytest-nunit==1.0.7 pytest==9.2.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import subprocess
import sys
import xml.etree.ElementTree as tree
from pathlib import Path

Path("test_three.py").write_text(
    "import pytest\n"
    "def test_fails():\n    assert False\n"
    "def test_skips_itself():\n    pytest.skip('not here')\n"
    "@pytest.mark.skip(reason='not here')\ndef test_is_skipped():\n    pass\n"
)
command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nunit-xml=report.xml", "test_three.py"]
status = subprocess.run(command, stdout=subprocess.PIPE).returncode
run = tree.parse("report.xml").getroot()
print("pytest's exit status:", status)
print("run:", {name: run.get(name) for name in ("result", "total", "passed", "failed", "skipped")})
results = {case.get("name").rpartition("::")[2]: case.get("result") for case in run.iter("test-case")}
print("cases:", results)
suites = [suite.get("result") for suite in run.iter("test-suite")]
expected = {"test_fails": "Failed", "test_skips_itself": "Passed", "test_is_skipped": "Skipped"}
same = status == 1 and run.get("result") == "Passed" and run.get("failed") == "1" and set(suites) == {"Passed"}
sys.exit(0 if same and results == expected else 1)
EOF
venv/bin/python check.py
