#!/bin/sh
# fastapi-code-generator 0.8.1 (PyPI), with FastAPI 0.165.0 and pydantic 2.14.4
#
# One would guess: a response property with "format: password", which OpenAPI has for what a form
# hides, is sent as the handler returns it.
# What happens: the model has SecretStr, and the generated app sends ten asterisks in its place, with
# status 201. A client gets a token that no server knows; nothing is logged.
# Whom it hurts: whoever generates a server for an API that hands out tokens, passwords or keys, and
# tests no more than the status.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check \
            fastapi-code-generator==0.8.1 fastapi==0.165.0 pydantic==2.14.4 httpx==0.28.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >api.json <<'EOF'
{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/tokens": {"post": {
 "operationId": "create", "responses": {"201": {"description": "made", "content": {"application/json":
   {"schema": {"$ref": "#/components/schemas/Token"}}}}}}}},
 "components": {"schemas": {"Token": {"type": "object", "required": ["token", "plain"], "properties":
   {"token": {"type": "string", "format": "password"}, "plain": {"type": "string"}}}}}}
EOF
venv/bin/fastapi-codegen --input api.json --output app 2>generate.log || { cat generate.log; exit 1; }
grep -n 'token' app/models.py
sed 's/^    pass$/    return {"token": "t-4711", "plain": "t-4711"}/' app/main.py >main.new && mv main.new app/main.py

cat >check.py <<'EOF'
import sys
import warnings

warnings.simplefilter("ignore")
from fastapi.testclient import TestClient

from app.main import app

response = TestClient(app).post("/tokens")
print(response.status_code, response.text)
sys.exit(0 if response.status_code == 201 and response.json() == {"token": "*" * 10, "plain": "t-4711"} else 1)
EOF
venv/bin/python check.py
