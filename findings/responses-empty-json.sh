#!/bin/sh
# responses 0.26.3 (PyPI): json_params_matcher(), which is said to match JSON-encoded bodies
#
# One would guess: the body false is matched by json_params_matcher(False), 0 by 0, and the body {} by neither.
# What happens: what is wanted is replaced by {} if it counts as nothing in Python: false, 0 and "" are not matched
# by themselves, and {} is matched by all three. True and [] are matched by themselves.
# Whom it hurts: whoever tests that a switch is set to false: the right request fails the test, and an empty object,
# which sets nothing, passes it.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check responses==0.26.3 requests==2.34.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import requests
import responses
from responses.matchers import json_params_matcher


def matched(wanted, sent):
    with responses.RequestsMock(assert_all_requests_are_fired=False) as double:
        double.post("http://server/", match=[json_params_matcher(wanted)])
        try:
            return requests.post("http://server/", json=sent).ok
        except requests.ConnectionError:
            return False


found = []
for sent in (True, False, 0, "", []):
    verdicts = matched(sent, sent), matched(sent, {})
    print("wanted:", repr(sent).ljust(6), "matches itself:", verdicts[0], "and the body {}:", verdicts[1])
    found.append(verdicts)
sys.exit(0 if found == [(True, False)] + [(False, True)] * 3 + [(True, False)] else 1)
EOF
venv/bin/python check.py
