#!/bin/sh
# junit-xml 1.9 (PyPI): TestCase.add_failure_info() and add_error_info()
#
# One would guess: a test case that was given a failure has failed. Both arguments, message and output, are
# optional.
# What happens: if both are left out, or the message is empty, the report has no <failure> and counts none: the
# test has passed. So it is with errors.
# Whom it affects: whoever passes on str(error) of an exception: an assert without a text has none, so the build
# with the failed test is green.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check junit-xml==1.9
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

from junit_xml import TestCase, TestSuite, to_xml_report_string


def fail() -> None:
    raise AssertionError


case = TestCase("a call is ended")
try:
    fail()
except AssertionError as error:
    case.add_failure_info(message=str(error))
failed, broken = TestCase("failed"), TestCase("broken")
failed.add_failure_info()
broken.add_error_info()
report = to_xml_report_string([TestSuite("calls", [case, failed, broken])])
print(report)
passed = "<failure" not in report and "<error" not in report
sys.exit(0 if passed and 'errors="0" failures="0"' in report else 1)
EOF
venv/bin/python check.py
