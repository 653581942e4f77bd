#!/bin/sh
# openapi-python-generator 2.1.2 and openapi-to-httpx 0.1.3 (both PyPI), generators of clients
#
# One would guess: a property "class" or "start-time", whose name Python does not allow, is called class_ or
# start_time in the program, and is sent as "class" or "start-time".
# What happens: both send "class_" and "start_time", which the server does not know, or refuses. The models of
# openapi-to-httpx do not read the two either: they are None. No error.
# Whom it hurts: users of such contracts: what they set does not arrive.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check openapi-python-generator==2.1.2 openapi-to-httpx==0.1.3
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

names = {"class": {"type": "string"}, "start-time": {"type": "string"}}
item = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}, **names}}
content = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Item"}}}}
operation = {"operationId": "add_item", "tags": ["items"], "requestBody": {"required": True, **content}}
operation["responses"] = {"200": {"description": "The item.", **content}}
contract = {"openapi": "3.0.3", "info": {"title": "Shop", "version": "1"}, "paths": {"/items": {"post": operation}}}
contract["components"] = {"schemas": {"Item": item}}
contract["servers"] = [{"url": "http://127.0.0.1"}]
Path("contract.json").write_text(json.dumps(contract))
bodies = []


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        answer = b'{"name": "a", "class": "b", "start-time": "c"}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *arguments):
        pass


def generate(program, *arguments):
    command = [Path(sys.executable).parent / program, *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def load(name):
    importlib.invalidate_caches()
    return importlib.import_module(name)


generate("openapi-python-generator", "contract.json", "one")
generate("openapi-to-httpx", "contract.json", "-o", "two")
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_port}"
sys.path.insert(0, ".")
values = {"name": "a", "class": "b", "start-time": "c"}

model = load("one.models.Item").Item(**values)
load("one.services.items_service").add_item(load("one.api_config").APIConfig(base_path=url), data=model)


async def send():
    model = load("two.models").Item(name="a", class_="b", start_time="c")
    async with load("two.client").APIClient(url) as client:
        return (await client.add_item(model)).data


read = asyncio.run(send())
server.shutdown()
for name, body in zip(("openapi-python-generator", "openapi-to-httpx"), bodies):
    print(name.ljust(24), "sends", body)
print("openapi-to-httpx reads", values, "as", read)
wrong = [body.get("class_") == "b" and body.get("start_time") == "c" and "class" not in body for body in bodies]
sys.exit(0 if wrong == [True] * 2 and read.class_ is None else 1)
EOF
venv/bin/python check.py
