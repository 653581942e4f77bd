#!/bin/sh
# pyfastyaml 0.2.0 (PyPI), said to be a drop-in replacement of PyYAML for configurations
#
# One would guess: "size: 3 dozen", "from: +1 415 555 0100" and "day: 1-2" are texts.
# What happens: a plain text that begins with digits is the number that it begins with, and the rest is left out: 3,
# 1 and 1. No error. "it''s" in single quotes is "it", and "x#y" is "x": the comment sign needs no blank before it.
# Whom it hurts: whoever reads phone numbers, sizes, periods or versions out of YAML with it.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check pyfastyaml==0.2.0 pyyaml==6.0.3
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import pyfastyaml
import yaml

text = "size: 3 dozen\nfrom: +1 415 555 0100\ndays: 1-2\nname: 'it''s'\nlink: x#y\n"
fast, plain = pyfastyaml.loads(text), yaml.safe_load(text)
for key, value in plain.items():
    print(key.ljust(5), "PyYAML:", repr(value).ljust(20), "pyfastyaml:", repr(fast[key]))
sys.exit(0 if fast == {"size": 3, "from": 1, "days": 1, "name": "it", "link": "x"} else 1)
EOF
venv/bin/python check.py
