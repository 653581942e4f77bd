#!/bin/sh
# fastavro 1.13.1 (PyPI)
#
# One would guess: an int, where the schema allows a float or a long, is written as a long, whichever comes
# first in the union, as a text is written as a string and not as bytes.
# What happens: it is written as the first that is a number: with ["float", "long"], 16777217 is read back as
# 16777216.0, and with ["double", "long"], 2**53 + 1 as 2**53.
# Whom it hurts: whoever stores ids, times or counts beside measured values: they are changed when they are
# written, without an error, or not, depending on the order of two names.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check fastavro==1.13.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import io
import sys

import fastavro


def read_back(union, value):
    schema = fastavro.parse_schema(union)
    file = io.BytesIO()
    fastavro.schemaless_writer(file, schema, value)
    file.seek(0)
    return fastavro.schemaless_reader(file, schema)


found = []
for union, value in (
    (["long", "float"], 16777217),
    (["float", "long"], 16777217),
    (["double", "long"], 2**53 + 1),
    (["bytes", "string"], "text"),
):
    found.append(read_back(union, value))
    print(union, repr(value), "=>", repr(found[-1]))
sys.exit(0 if found == [16777217, 16777216.0, float(2**53), "text"] and type(found[1]) is float else 1)
EOF
venv/bin/python check.py
