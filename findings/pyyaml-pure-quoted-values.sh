#!/bin/sh
# pyyaml-pure 0.1.0 (PyPI), a pure-Python drop-in replacement of PyYAML with the same module name
#
# One would guess: what safe_dump() writes, safe_load() reads.
# What happens: {"code": "007"} is written as code:'007', without the blank that makes it a key and a value, and is
# read as that text. {"note": "a: b"} is written without quotes and cannot be read; a text that ends with a line
# break cannot be written.
# Whom it hurts: whoever installs it where PyYAML was: files that were good are overwritten with ones that are lost.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check pyyaml-pure==0.1.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import yaml


def outcome(value):
    try:
        text = yaml.safe_dump(value)
    except TypeError as error:
        return type(error).__name__
    try:
        return text, yaml.safe_load(text)
    except yaml.YAMLError as error:
        return text, type(error).__name__


found = [outcome(value) for value in ({"code": "seven"}, {"code": "007"}, {"note": "a: b"}, {"note": "a\n"})]
for text in found:
    print(text)
expected = [
    ("code: seven\n", {"code": "seven"}),
    ("code:'007'\n", "code:'007'"),
    ("note: a: b\n", "SyntaxError"),
    "TypeError",
]
sys.exit(0 if found == expected else 1)
EOF
venv/bin/python check.py
