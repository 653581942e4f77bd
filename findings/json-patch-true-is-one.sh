#!/bin/sh
# pyjsonpatch 0.1.3: generate_patch(); json-merge-patch 0.3.0: create_patch() (both PyPI)
#
# One would guess: a patch between two different JSON documents is not empty.
# What happens: both compare the values with Python's ==, for which True == 1 and False == 0. From
# {"retries": 1} to {"retries": true} both make an empty patch, also deep inside arrays.
# Whom it hurts: whoever stores or compares JSON by its patches. A server that starts to return
# true instead of 1 looks unchanged.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check pyjsonpatch==0.1.3 json-merge-patch==0.3.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import json
from importlib.metadata import version

from json_merge_patch import create_patch
from pyjsonpatch import generate_patch

print("pyjsonpatch", version("pyjsonpatch"), "json-merge-patch", version("json-merge-patch"))
before, after = json.loads('{"retries": 1, "on": [0]}'), json.loads('{"retries": true, "on": [false]}')
patch, merge_patch = generate_patch(before, after), create_patch(before, after)
print(json.dumps(before), "to", json.dumps(after))
print("pyjsonpatch     ", patch)
print("json-merge-patch", merge_patch)
control = generate_patch({"retries": 1}, {"retries": 2}), create_patch({"retries": 1}, {"retries": 2})
raise SystemExit(0 if patch == [] and merge_patch == {} and all(control) else 1)
EOF
venv/bin/python check.py
