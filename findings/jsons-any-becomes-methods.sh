#!/bin/sh
# jsons 1.6.3 (PyPI), with Python 3.11 or later, in which typing.Any is a class
#
# One would guess: a field of the type Any is written by the value that it holds: {"id": 5} as it is.
# What happens: it is written as an object with the names of the value's methods: {"clear": {}, "copy": {}, "get":
# {} ...}, and a number with "as_integer_ratio", "real" and others. No error; the value is lost. Dict[str, Any] is
# written right.
# Whom it hurts: whoever keeps metadata of callers in such a field, and moves to a newer Python.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check jsons==1.6.3
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import dataclasses
import sys
from typing import Any, Dict

import jsons

if sys.version_info < (3, 11):
    print("cannot be tried here: it needs Python 3.11")
    sys.exit(2)


@dataclasses.dataclass
class Free:
    data: Any


@dataclasses.dataclass
class Named:
    data: Dict[str, Any]


good = jsons.dump(Named({"id": 5}))
bad = jsons.dump(Free({"id": 5}))
print("Dict[str, Any]:", good)
print("Any:           ", bad)
lost = "id" not in bad["data"] and "popitem" in bad["data"]
sys.exit(0 if good == {"data": {"id": 5}} and lost else 1)
EOF
venv/bin/python check.py
