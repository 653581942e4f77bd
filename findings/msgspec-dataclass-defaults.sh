#!/bin/sh
# msgspec 0.23.0 (PyPI)
#
# One would guess: two equal objects of a dataclass are written alike, and what was read from {"name": "a"} is
# written with the default of the other field, as a Struct and an attrs class are.
# What happens: the object that was read is equal to Call("a"), shows limit=5 and has it as an attribute, and is
# written as {"name": "a"}; Call("a") itself as {"name": "a", "limit": 5}. The reader does not set the attributes
# that keep their defaults, and the writer takes those that are set. A default_factory and slots=True are not
# affected.
# Whom it hurts: whoever reads, changes and sends on: with Litestar, a handler that returns its input leaves out
# fields that the same dataclass has in other responses.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check msgspec==0.23.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import dataclasses
import sys

import msgspec


@dataclasses.dataclass
class Call:
    name: str
    limit: int = 5


class Struct(msgspec.Struct):
    name: str
    limit: int = 5


found = []
for model in (Struct, Call):
    read, made = msgspec.json.decode(b'{"name": "a"}', type=model), model("a")
    texts = [msgspec.json.encode(value).decode() for value in (made, read)]
    print(f"{model.__name__}: equal: {read == made}, limit: {read.limit}, made: {texts[0]}, read: {texts[1]}")
    found.append((read == made, *texts))
whole, short = '{"name":"a","limit":5}', '{"name":"a"}'
sys.exit(0 if found == [(True, whole, whole), (True, whole, short)] else 1)
EOF
venv/bin/python check.py
