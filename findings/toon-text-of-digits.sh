#!/bin/sh
# json-toon 1.0.2, pytoon-lite 0.1.0, pytoony 0.1.2, py-rtoon 0.1.0 (all PyPI), which write and read TOON
#
# One would guess: each of them reads the text "007" that it has written. TOON's specification, section 7.2, has a
# writer put texts that look like numbers in quotes, those with leading zeros by name.
# What happens: all four write it without quotes, and read it as the number 7. python-toon writes and reads it
# right; what it writes, in quotes, py-rtoon and pytoony read right.
# Whom it hurts: whoever keeps codes, numbers of houses or phone numbers in TOON to save tokens.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check \
            json-toon==1.0.2 pytoon-lite==0.1.0 pytoony==0.1.2 py-rtoon==0.1.0 orjson==3.13.0 python-toon==0.2.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import json
import sys

import json_toon
import py_rtoon
import pytoon
import pytoony
import toon

value = {"code": "007"}
written = {
    "python-toon": toon.encode(value),
    "json-toon": json_toon.json_to_toon(value),
    "pytoon-lite": pytoon.dumps(value),
    "pytoony": pytoony.json2toon(json.dumps(value)),
    "py-rtoon": py_rtoon.encode_default(value),
}
read = {
    "python-toon": toon.decode(written["python-toon"]),
    "json-toon": json_toon.toon_to_json(written["json-toon"]),
    "pytoon-lite": pytoon.loads(written["pytoon-lite"]),
    "pytoony": json.loads(pytoony.toon2json(written["pytoony"])),
    "py-rtoon": py_rtoon.decode_default(written["py-rtoon"]),
}
for name, text in written.items():
    print(name.ljust(12), text.strip().ljust(12), "is read as", read[name])
codes = [(found if isinstance(found, dict) else json.loads(found))["code"] for found in read.values()]
sys.exit(0 if codes == ["007", 7, 7, 7, 7] else 1)
EOF
venv/bin/python check.py
