#!/bin/sh
# content-negotiation 2.0.1 (PyPI)
#
# One would guess: a space after a comma in an Accept header changes nothing. RFC 9110, section 5.6.1, allows it,
# the documentation of the package has it, and many clients send it.
# What happens: a media type after a space is another one, which nothing matches, so that only the first of a
# header counts.
# Whom it affects: servers that decide by it: a client that prefers JSON, and takes XML if need be, gets XML.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check content-negotiation==2.0.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

from content_negotiation import decide_content_type

supported = ["application/xml", "application/json"]
headers = ["application/xml;q=0.5,application/json", "application/xml;q=0.5, application/json"]
decided = [decide_content_type([header], supported) for header in headers]
for header, content_type in zip(headers, decided, strict=True):
    print("Accept:", header.ljust(40), "->", content_type)
sys.exit(0 if decided == ["application/json", "application/xml"] else 1)
EOF
venv/bin/python check.py
