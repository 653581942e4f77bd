#!/bin/sh
# jsons 1.6.3 (PyPI): dump()
#
# One would guess: a price of 0.25 in a field of the type Union[int, float] is written as 0.25: it is no integer.
# What happens: it is written as 0. Each type of the union is tried in turn, and 0.25 can be made an integer. The
# same way True in Union[str, bool] is written as the text "True". The types in the other order give what was there.
# Whom it hurts: whoever sends amounts or lengths: numbers are rounded down, in the data that goes out.
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
from typing import Union

import jsons


@dataclasses.dataclass
class Price:
    amount: Union[int, float]
    sure: Union[str, bool]


@dataclasses.dataclass
class Other:
    amount: Union[float, int]
    sure: Union[bool, str]


written = [jsons.dump(model(0.25, True)) for model in (Price, Other)]
print("Union[int, float], Union[str, bool]:", written[0])
print("Union[float, int], Union[bool, str]:", written[1])
sys.exit(0 if written == [{"amount": 0, "sure": "True"}, {"amount": 0.25, "sure": True}] else 1)
EOF
venv/bin/python check.py
