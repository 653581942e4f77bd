#!/bin/sh
# xmltodict-rs 0.13.10 (PyPI), a replacement of xmltodict
#
# One would guess: a line break in an attribute is written as "&#10;", as xmltodict does: XML 1.0, section 3.3.3,
# has every reader make a blank of one that is written as it is. An attribute without a value is empty.
# What happens: it is written as it is, so that every other reader reads a blank: the lines run together. And
# {"@note": None} is written as note="None". xmltodict writes note="".
# Whom it hurts: whoever writes messages of test reports, which are attributes in JUnit's format, or passes on what
# is not known.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check xmltodict-rs==0.13.10 xmltodict==1.0.4
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys
import xml.etree.ElementTree as tree

import xmltodict
import xmltodict_rs

found = []
for library in (xmltodict, xmltodict_rs):
    texts = [library.unparse({"a": {"@note": note}}, full_document=False) for note in ("one\ntwo", None)]
    notes = [tree.fromstring(text).get("note") for text in texts]
    print(library.__name__.ljust(13), [repr(text) for text in texts], "are read as", notes)
    found.append(notes)
sys.exit(0 if found == [["one\ntwo", ""], ["one two", "None"]] else 1)
EOF
venv/bin/python check.py
