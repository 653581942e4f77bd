#!/bin/sh
# serpyco-rs 1.23.0 (PyPI)
#
# One would guess: a TypedDict with total=False, read from {"name": "a"}, has the key name and no other; what an
# update does not name is to be left as it is.
# What happens: all other keys are there, with None, also those whose type does not allow None, and load() of what
# dump() makes of it is refused, or clears the fields. A key of NotRequired is added likewise.
# Whom it hurts: whoever takes partial updates (PATCH) with it: fields that nobody named are emptied.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check serpyco-rs==1.23.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys
from typing import TypedDict

from serpyco_rs import SchemaValidationError, Serializer


class Update(TypedDict, total=False):
    name: str
    limit: int


serializer = Serializer(Update)
read = serializer.load({"name": "a"})
print('{"name": "a"} is read as', read)
try:
    again = str(serializer.load(serializer.dump(read)))
except SchemaValidationError as error:
    again = f"{type(error).__name__}: {error.errors[0].message}"
print("dumped and read again:", again)
sys.exit(0 if read == {"name": "a", "limit": None} else 1)
EOF
venv/bin/python check.py
