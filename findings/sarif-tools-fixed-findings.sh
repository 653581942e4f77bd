#!/bin/sh
# sarif-tools 3.0.5 (PyPI): sarif --check error summary
#
# One would guess: a finding that SARIF marks as gone ("baselineState": "absent", it was in the
# baseline and no longer is) or as accepted ("suppressions" with status "accepted") does not fail
# a build.
# What happens: both count as errors, and --check fails. The user has to write a filter file to
# exclude them.
# Whom it hurts: a repository that fixes its last error. A log with a baseline still lists it, so
# the check stays red.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check sarif-tools==3.0.5
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >log.sarif <<'EOF'
{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "example"}}, "results": [
  {"ruleId": "FIXED", "level": "error", "baselineState": "absent", "message": {"text": "fixed since the baseline"}},
  {"ruleId": "ACCEPTED", "level": "error", "suppressions": [{"kind": "external", "status": "accepted"}],
   "message": {"text": "accepted by a reviewer"}}]}]}
EOF
echo '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "example"}}, "results": []}]}' >empty.sarif
venv/bin/sarif --version
empty=0
venv/bin/sarif --check error summary empty.sarif >empty.txt 2>&1 || empty=$?
code=0
venv/bin/sarif --check error summary log.sarif >summary.txt 2>&1 || code=$?
cat summary.txt
echo "exit code without results: $empty, with one fixed and one accepted: $code"
[ "$empty" = 0 ] && [ "$code" != 0 ] && grep -q '^error: 2' summary.txt || exit 1
