#!/bin/sh
# uritemplate 4.2.0 (PyPI)
#
# One would guess: {?offset} of 0 is ?offset=0, as of any other number.
# What happens: it is ?offset=, with no value, since 0 is taken for an empty text; 0.0 and False lose
# their value too.
# Whom it hurts: whoever pages through an API by its URL templates: the first page has offset 0, and
# the server rejects the request or takes another default.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check uritemplate==4.2.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

from uritemplate import expand

found = [expand("/items{?offset}", offset=offset) for offset in (1, 0, 0.0, False, "0")]
print(found)
sys.exit(0 if found == ["/items?offset=1", *["/items?offset="] * 3, "/items?offset=0"] else 1)
EOF
venv/bin/python check.py
