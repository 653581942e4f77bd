#!/bin/sh
# junitparser 5.0.3 (PyPI): report += suite
#
# One would guess: the suite becomes part of the report as it is.
# What happens: a new suite with the same name and the same cases is added. Host name, timestamp
# and properties are lost. report.add_testsuite(suite) keeps them.
# Whom it hurts: whoever merges the reports of several machines with +=: afterwards nothing says
# on which machine or with which settings a case ran.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check junitparser==5.0.3
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
from importlib.metadata import version

from junitparser import JUnitXml, TestCase, TestSuite

print("junitparser", version("junitparser"))


def suite() -> TestSuite:
    made = TestSuite("contract")
    made.hostname, made.timestamp = "runner-1", "2026-01-01T00:00:00"
    made.add_property("python", "3.12")
    made.add_testcase(TestCase("test_create"))
    return made


def kept(report: JUnitXml) -> tuple:
    only = next(iter(report))
    return only.name, len(only), only.hostname, only.timestamp, [(each.name, each.value) for each in only.properties()]


added, appended = JUnitXml(), JUnitXml()
added += suite()
appended.add_testsuite(suite())
print("report += suite      ", kept(added))
print("add_testsuite(suite) ", kept(appended))
complete = ("contract", 1, "runner-1", "2026-01-01T00:00:00", [("python", "3.12")])
raise SystemExit(0 if kept(added) == ("contract", 1, None, None, []) and kept(appended) == complete else 1)
EOF
venv/bin/python check.py
