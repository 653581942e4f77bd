#!/bin/sh
# rs-turboyaml 0.2.1 (PyPI), a reader of a subset of YAML that is said to give the same as the YAML test suite
#
# One would guess: "limit:" with nothing after it, before another key, is limit with null, as in YAML, or is
# refused, as are the parts of YAML that it does not read, such as anchors.
# What happens: the key is left out, and so is an item of a list that is a dash alone: the items after it have
# another index. "limit: null" is kept.
# Whom it hurts: whoever switches something off in a configuration by leaving its value empty: the default is used.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check rs-turboyaml==0.2.1 pyyaml==6.0.3
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import turboyaml
import yaml

found = []
for text in ("limit:\nname: a\n", "limit: null\nname: a\n", "- a\n-\n- b\n"):
    print(repr(text), "PyYAML:", yaml.safe_load(text), "turboyaml:", turboyaml.load(text))
    found.append(turboyaml.load(text))
sys.exit(0 if found == [{"name": "a"}, {"limit": None, "name": "a"}, ["a", "b"]] else 1)
EOF
venv/bin/python check.py
