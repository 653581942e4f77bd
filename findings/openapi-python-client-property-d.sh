#!/bin/sh
# openapi-python-client 0.29.1 (PyPI)
#
# One would guess: a property may be called d, like every other name.
# What happens: from_dict() of the generated model keeps the rest of the document in a local variable d. A property d takes
# that name, so the next property is looked up in the wrong object: AttributeError, or, with a plain string as d,
# the same for str. The generator ends with 0 and warns of nothing.
# Whom it hurts: users of APIs with one-letter fields (RSA keys in JWK have n, e and d; charts have d for a path). The
# request is sent, and reading its response fails.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{ python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check openapi-python-client==0.29.1 ruff==0.15.0; } ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

generate() {
    cat >"$1.json" <<EOF
{"openapi": "3.1.0", "info": {"title": "$1", "version": "1"}, "paths": {}, "components": {"schemas": {"Key": {
 "type": "object", "properties": {"$1": {"type": "string"}, "kty": {"type": "string"}}}}}}
EOF
    PATH="$dir/venv/bin:$PATH" venv/bin/openapi-python-client generate --path "$1.json" --meta none \
        --output-path "client_$1" --fail-on-warning
}
venv/bin/openapi-python-client --version
generate d || exit 1
generate e || exit 1
cat >check.py <<'EOF'
from importlib import import_module


def read(name: str) -> str:
    key = import_module(f"client_{name}.models").Key
    try:
        return str(key.from_dict({name: "abc", "kty": "RSA"}))
    except AttributeError as error:
        return f"AttributeError: {error}"


with_e, with_d = read("e"), read("d")
print("property e:", with_e)
print("property d:", with_d)
raise SystemExit(0 if with_e.startswith("Key(") and with_d.startswith("AttributeError") else 1)
EOF
venv/bin/python check.py
