#!/bin/sh
# yaml-rs 0.1.6 (PyPI)
#
# One would guess: "2026-01-01" and '12:30:00' in quotes are texts. YAML 1.2.2, section 3.3.2, resolves a scalar in
# quotes to a string, whatever is in it; quotes are how one says so.
# What happens: they are a date and a time. dumps() puts a text that looks so in quotes or in none, and loads()
# makes a date of it, and of the text "0o17" an integer.
# Whom it hurts: whoever keeps identifiers, versions or what a caller said as text, and adds quotes to be sure.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check yaml-rs==0.1.6 pyyaml==6.0.3
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import yaml
import yaml_rs

text = "day: \"2026-01-01\"\ntime: '12:30:00'\n"
print("PyYAML: ", yaml.safe_load(text))
print("yaml-rs:", yaml_rs.loads(text))
kinds = [type(value).__name__ for value in yaml_rs.loads(text).values()]
value = {"day": "2026-01-01", "code": "0o17"}
back = yaml_rs.loads(yaml_rs.dumps(value))
print(value, "is written and read as", back)
sys.exit(0 if kinds == ["date", "time"] and back["code"] == 15 and type(back["day"]).__name__ == "date" else 1)
EOF
venv/bin/python check.py
