#!/bin/sh
# strictyaml 1.7.3 (PyPI)
#
# One would guess: "operator: =" is read as the text "=", since the package reads all scalars as texts unless its
# schema says otherwise.
# What happens: data has a TaggedScalar, an inner object of the parser that equals no text, also with Str() in the
# schema. "==" and "<" are texts. In YAML 1.1 a lone equals sign has a meaning of its own.
# Whom it affects: whoever describes filters or rules with operators: the branch for "=" is never taken.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check strictyaml==1.7.3
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

from strictyaml import Map, Str, load

read = [load(f"operator: {operator}", Map({"operator": Str()})).data["operator"] for operator in ("=", "==", "<")]
for value in read:
    print(type(value).__name__.ljust(12), value in ("=", "==", "<"))
sys.exit(0 if type(read[0]).__name__ == "TaggedScalar" and read[0] != "=" and read[1:] == ["==", "<"] else 1)
EOF
venv/bin/python check.py
