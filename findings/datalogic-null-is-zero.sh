#!/bin/sh
# datalogic-py 5.9.0 and jsonlogic-rs 0.5.0 (both PyPI), which apply JsonLogic
#
# One would guess: {"==": [{"var": "balance"}, 0]} is false if there is no balance: "==" compares as JavaScript
# does, where null equals nothing but null and undefined. The empty text equals 0 there.
# What happens: datalogic-py says that null equals 0, and raises an error for the empty text. jsonlogic-rs and the
# original in JavaScript say false and true. The option numeric_coercion with null_to_zero off does not change it.
# Whom it hurts: whoever moves rules from a browser to a server: what is not known counts as nothing left.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check datalogic-py==5.9.0 jsonlogic-rs==0.5.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import datalogic_py
import jsonlogic_rs


def outcome(apply, data):
    try:
        return apply({"==": [{"var": "balance"}, 0]}, data)
    except datalogic_py.DataLogicError as error:
        return type(error).__name__


found = []
for data in ({"balance": 0}, {}, {"balance": ""}):
    results = [outcome(apply, data) for apply in (jsonlogic_rs.apply, datalogic_py.apply)]
    print(str(data).ljust(15), "jsonlogic-rs:", results[0], "datalogic-py:", results[1])
    found.append(results)
sys.exit(0 if found == [[True, True], [False, True], [True, "EvaluateError"]] else 1)
EOF
venv/bin/python check.py
