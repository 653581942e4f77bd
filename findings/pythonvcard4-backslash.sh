#!/bin/sh
# pythonvCard4 0.2.0 (PyPI), a reader and writer of vCard 4.0, with vobject 0.9.9 to compare
#
# One would guess: from_vcard() reads the note "C:\new" that to_vcard() has written, as vobject does. It is written
# right, as "C:\\new": RFC 6350, section 3.4, has a backslash doubled.
# What happens: the second backslash and the n are taken for a line break: "C:\" and "ew" on two lines. And the
# family name "O;Neil" comes back as two parts, so that all parts of the name move by one.
# Whom it hurts: whoever imports contacts with paths, or with semicolons in their names.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check pythonvcard4==0.2.0 pillow==13.0.0 vobject==0.9.9
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import vobject
from pythonvCard4.vcard import Contact

text = Contact(fn="Ann", n=["O;Neil", "Ann", "", "", ""], note="C:\\new").to_vcard()
print(text)
read, other = Contact.from_vcard(text), vobject.readOne(text)
print("vobject:     ", repr(other.note.value), other.n.value.family, "/", other.n.value.given)
print("pythonvCard4:", repr(read.note), read.n)
right = other.note.value == "C:\\new" and other.n.value.family == "O;Neil"
sys.exit(0 if right and read.note == "C:\\\new" and read.n[:3] == ["O", "Neil", "Ann"] else 1)
EOF
venv/bin/python check.py
