#!/bin/sh
# openapi-core 0.23.1 (PyPI): unmarshal_request()
#
# One would guess: a query parameter with the type ["integer", "null"], which OpenAPI 3.1 allows,
# is read as an integer.
# What happens: every request that has the parameter raises TypeError, "Expected a string value,
# got <class 'list'>", out of unmarshal_request(), and is not among result.errors. A list of one
# type, ["integer"], does it too. The same written with anyOf works.
# Whom it hurts: a server or a contract test that uses 3.1: a valid request ends as a 500.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check openapi-core==0.23.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
from importlib.metadata import version

from openapi_core import OpenAPI
from openapi_core.testing import MockRequest

print("openapi-core", version("openapi-core"))


def read(schema: dict) -> object:
    parameter = {"name": "limit", "in": "query", "schema": schema}
    operation = {"parameters": [parameter], "responses": {"200": {"description": "ok"}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "servers": [{"url": "http://127.0.0.1"}],
        "paths": {"/calls": {"get": operation}},
    }
    request = MockRequest("http://127.0.0.1", "get", "/calls", args={"limit": "5"})
    try:
        result = OpenAPI.from_dict(document).unmarshal_request(request)
    except TypeError as error:
        print(schema, "-> TypeError:", error)
        return TypeError
    print(schema, "->", result.parameters.query)
    return result.parameters.query.get("limit")


seen = [
    read({"anyOf": [{"type": "integer"}, {"type": "null"}]}),
    read({"type": ["integer", "null"]}),
    read({"type": ["integer"]}),
]
raise SystemExit(0 if seen == [5, TypeError, TypeError] else 1)
EOF
venv/bin/python check.py
