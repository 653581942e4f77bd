#!/bin/sh
# httplink 0.2.0 (PyPI), a parser of Link headers
#
# One would guess: title*=UTF-8''%e2%82%ac is the title of a euro sign. RFC 8187 lets the language between the
# two quotes be empty, and its own examples do so.
# What happens: the whole header is refused, "Bad extended value". With a language, it is read.
# Whom it hurts: whoever follows the links of a service to its next page: one title beyond ASCII, and no link is
# found.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check httplink==0.2.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

from httplink import parse_link_header


def said(title):
    try:
        return parse_link_header(f"<https://api.example/?page=2>; rel=next; title*={title}").links[0].target
    except ValueError as error:
        return str(error)


found = [said("UTF-8'en'%e2%82%ac"), said("UTF-8''%e2%82%ac")]
print("with a language:   ", found[0])
print("without a language:", found[1])
sys.exit(0 if found[0].startswith("https:") and found[1].startswith("Bad extended value") else 1)
EOF
venv/bin/python check.py
