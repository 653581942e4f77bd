#!/bin/sh
# aiohttp-retry 2.9.1 (PyPI), with aiohttp 3.14.5
#
# One would guess: if the server answers an upload of an io.BytesIO with 503, the second try sends it again, as it
# does bytes, or fails, as it does for a file on disk, which has been closed by then.
# What happens: the second try sends nothing: Content-Length is 0, and the answer, 200, is that to an empty file. No
# error and no warning.
# Whom it hurts: whoever uploads recordings that it has in memory: now and then an empty one is stored, and reported
# as stored.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check aiohttp-retry==2.9.1 aiohttp==3.14.5
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import asyncio
import http.server
import io
import sys
import threading

from aiohttp_retry import ExponentialRetry, RetryClient

received = {}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_PUT(self):
        bodies = received.setdefault(self.path, [])
        bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(503 if len(bodies) == 1 else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


async def upload(port):
    async with RetryClient(retry_options=ExponentialRetry(attempts=3, start_timeout=0.1)) as client:
        for path, body in (("/bytes", b"sound"), ("/BytesIO", io.BytesIO(b"sound"))):
            async with client.put(f"http://127.0.0.1:{port}{path}", data=body) as response:
                print(path.ljust(9), "status", response.status, "the server received", received[path])


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
asyncio.run(upload(server.server_port))
server.shutdown()
sys.exit(0 if received == {"/bytes": [b"sound", b"sound"], "/BytesIO": [b"sound", b""]} else 1)
EOF
venv/bin/python check.py
