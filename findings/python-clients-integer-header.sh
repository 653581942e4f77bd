#!/bin/sh
# openapi-python-generator 2.1.2, openapi-to-httpx 0.1.3, openapi-py-fetch 0.3.0 (all PyPI), generators of clients
#
# One would guess: a header parameter of the type integer is an int in the program and is sent as text, as integers
# in a path and in a query are, and an optional one may be left out.
# What happens: with an int, the type that all three declare, every call ends with a TypeError of httpx: "Header
# value must be str or bytes". In the first two also a call without the header does: None is passed on. So an
# operation with an optional header works only if the header is set, to a value of the wrong type.
# Whom it hurts: users of contracts with headers such as a version, a retry count or If-Match.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check \
            openapi-python-generator==2.1.2 openapi-to-httpx==0.1.3 openapi-py-fetch==0.3.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import asyncio
import http.server
import importlib
import json
import subprocess
import sys
import threading
from pathlib import Path

header = {"name": "X-Count", "in": "header", "schema": {"type": "integer"}}
item = {"type": "object", "properties": {"name": {"type": "string"}}}
content = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Item"}}}}
operation = {"operationId": "get_item", "tags": ["items"], "parameters": [header]}
operation["responses"] = {"200": {"description": "The item.", **content}}
contract = {"openapi": "3.0.3", "info": {"title": "Shop", "version": "1"}, "paths": {"/item": {"get": operation}}}
contract["components"] = {"schemas": {"Item": item}}
contract["servers"] = [{"url": "http://127.0.0.1"}]
Path("contract.json").write_text(json.dumps(contract))


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *arguments):
        pass


def generate(program, *arguments):
    command = [Path(sys.executable).parent / program, *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def load(name):
    importlib.invalidate_caches()
    return importlib.import_module(name)


def outcome(call, **arguments):
    try:
        result = call(**arguments)
        asyncio.run(result) if asyncio.iscoroutine(result) else None
    except TypeError as error:
        return str(error)
    return "sent"


generate("openapi-python-generator", "contract.json", "one")
generate("openapi-to-httpx", "contract.json", "-o", "two")
generate("openapi-py-fetch", "contract.json", "three")
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_port}"
sys.path[:0] = [".", "three"]

first = load("one.services.items_service").get_item, load("one.api_config").APIConfig(base_path=url)
runtime = load("openapi_py_fetch")
third = load("openapi_client.api.items_api").ItemsApi(runtime.ApiClient(runtime.Configuration(host=url)))
calls = {
    "openapi-python-generator": (lambda **named: first[0](first[1], **named), "X_Count"),
    "openapi-to-httpx": (lambda **named: load("two.client").APIClient(url).get_item(**named), "x_count"),
    "openapi-py-fetch": (third.get_item, "x_count"),
}
found = {}
for name, (call, parameter) in calls.items():
    found[name] = outcome(call, **{parameter: 5}), outcome(call)
    print(f"{name}: with 5: {found[name][0]}; without: {found[name][1]}")
server.shutdown()
refused = [tuple(text.startswith("Header value must be") for text in pair) for pair in found.values()]
sys.exit(0 if refused == [(True, True), (True, True), (True, False)] else 1)
EOF
venv/bin/python check.py
