#!/bin/sh
# openapi-python-client 0.29.1 (PyPI)
#
# One would guess: a property may have the name d.
# What happens: from_dict() of the generated model has a local variable d with the properties that
# are still to be read. A property d overwrites it, so reading the next property raises
# AttributeError: 'str' object has no attribute 'pop'. The generator exits with 0 and prints no
# warning.
# Whom it hurts: users of APIs with one-letter fields, such as JSON Web Keys (n, e, d). The
# request is sent, and reading its response fails.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check openapi-python-client==0.29.1 ruff==0.15.0
} >install.log 2>&1 ||
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
