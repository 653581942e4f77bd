#!/bin/sh
# oas-client 0.1.7 (PyPI), a generator of clients
#
# One would guess: the list of tags a and b is sent as tags=a&tags=b, as OpenAPI has it for a list in a query unless
# something else is declared, and a boolean as "false".
# What happens: the list is sent as Python shows it: tags=['a', 'b'], and the boolean as "False" with a capital,
# which servers of other languages do not take for a boolean.
# Whom it hurts: users of contracts with filters: the server answers as if there were none, or with 400.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check oas-client==0.1.7 httpx==0.28.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import importlib
import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs

import httpx

kinds = {"tags": {"type": "array", "items": {"type": "string"}}, "sold": {"type": "boolean"}}
queries = [{"name": name, "in": "query", "schema": schema} for name, schema in kinds.items()]
operation = {"operationId": "list_items", "tags": ["items"], "parameters": queries}
operation["responses"] = {"200": {"description": "The items.", "content": {"application/json": {"schema": {}}}}}
contract = {"openapi": "3.0.3", "info": {"title": "Shop", "version": "1"}, "paths": {"/items": {"get": operation}}}
Path("contract.json").write_text(json.dumps(contract))
program = Path(sys.executable).parent / "oas-client"
command = [program, "contract.json", "--output-dir", "shop", "--no-formatting"]
subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
sys.path.insert(0, ".")
importlib.invalidate_caches()
sent = []


def answer(request):
    sent.append(parse_qs(request.url.query.decode()))
    return httpx.Response(200, json={})


client = importlib.import_module("shop.client").APIClient(
    transport=httpx.MockTransport(answer), base_url="http://server"
)
client.list_items(query={"tags": ["a", "b"], "sold": False})
print("called with tags=['a', 'b'] and sold=False; sent:", sent[0])
sys.exit(0 if sent == [{"tags": ["['a', 'b']"], "sold": ["False"]}] else 1)
EOF
venv/bin/python check.py
