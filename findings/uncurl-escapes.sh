#!/bin/sh
# uncurl 0.0.11 (PyPI)
#
# One would guess: the Python that it writes for a curl command sends the same body.
# What happens: the body stands between quotes with its backslashes as they are, so that Python reads
# them as escapes of its own: of {"text": "a\nb"}, valid JSON, a line break within a JSON string goes
# out, which is none; \" loses its backslash.
# Whom it hurts: whoever turns a curl line of the documentation or of the developer tools into code;
# the server answers 400 to what worked on the command line.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check uncurl==0.0.11
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import ast
import json
import sys

import uncurl

sent = r"""{"text": "a\nb"}"""
written = uncurl.parse(f"curl -X POST https://api.example/calls -H \"Content-Type: application/json\" --data-binary '{sent}'")
call = ast.parse(written).body[0].value
(body,) = (ast.literal_eval(each.value) for each in call.keywords if each.arg == "data")
print("curl sends:  ", sent, json.loads(sent))
print("Python sends:", repr(body))
try:
    json.loads(body)
    told = "valid JSON"
except ValueError as error:
    told = f"invalid JSON: {error}"
print(told)
sys.exit(0 if body != sent and told.startswith("invalid JSON") else 1)
EOF
venv/bin/python check.py
