#!/bin/sh
# keepachangelog 2.0.0 (PyPI)
#
# One would guess: an entry of a changelog whose text goes on in a second, indented line is one entry, as in
# Markdown.
# What happens: each line becomes an entry of its own, also that of a nested list.
# Whom it hurts: whoever makes release notes of a changelog that is wrapped at 100 columns: half sentences,
# each with a bullet of its own.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check keepachangelog==2.0.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import keepachangelog

text = """\
# Changelog

## [1.1.0] - 2026-01-31

### Changed

- The token is valid for as long as the call,
  not for ten minutes.
- New statuses:
  - ended
"""
entries = keepachangelog.to_dict(text.splitlines(keepends=True))["1.1.0"]["changed"]
print(len(entries), "entries:")
for entry in entries:
    print("-", entry)
expected = ["The token is valid for as long as the call,", "not for ten minutes.", "New statuses:", "ended"]
sys.exit(0 if entries == expected else 1)
EOF
venv/bin/python check.py
