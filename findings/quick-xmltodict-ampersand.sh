#!/bin/sh
# quick-xmltodict 0.2.1 (PyPI), which has the interface of xmltodict
#
# One would guess: <name>Smith &amp; Sons</name> is "Smith & Sons".
# What happens: it is "Sons". Of the pieces into which references, CDATA sections, comments and children divide a
# text, only the last is kept, and what a reference or a CDATA section stands for is left out: "caf&#233;" is "caf",
# and "<![CDATA[x]]>" an empty dict. No error.
# Whom it hurts: whoever reads feeds, SOAP answers or test reports with it: names are cut, messages are gone.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check quick-xmltodict==0.2.1 xmltodict==1.0.4
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import quick_xmltodict
import xmltodict

texts = [
    "<a>Smith &amp; Sons</a>",
    "<a>caf&#233;</a>",
    "<a><![CDATA[x < y]]></a>",
    "<a>one<!-- note -->two</a>",
    "<a>plain</a>",
]
found = []
for text in texts:
    read = xmltodict.parse(text)["a"], quick_xmltodict.parse(text)["a"]
    print(text.ljust(28), "xmltodict:", repr(read[0]).ljust(16), "quick-xmltodict:", repr(read[1]))
    found.append(read[1])
sys.exit(0 if found == ["Sons", "caf", {}, "two", "plain"] else 1)
EOF
venv/bin/python check.py
