#!/bin/sh
# aiohttp-client-cache 0.15.0 (PyPI), with cache_control=True
#
# One would guess: a response with "Expires: 0" is never given again: RFC 9111, section 5.3, has a cache read that
# value, which servers often send, as a time in the past.
# What happens: it is kept without an end, as if the header were not there. With the date of an hour ago the next
# request goes to the server.
# Whom it hurts: whoever asks an API again and again for the state of something, and sees the first one for ever.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check aiohttp-client-cache==0.15.0 aiohttp==3.14.5
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import asyncio
import email.utils
import http.server
import sys
import threading
import time

from aiohttp_client_cache import CacheBackend, CachedSession

expires = {"/zero": "0", "/past": email.utils.formatdate(time.time() - 3600, usegmt=True)}
reached = []


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        reached.append(self.path)
        self.send_response(200)
        self.send_header("Expires", expires[self.path])
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


async def ask(port):
    async with CachedSession(cache=CacheBackend(cache_control=True)) as session:
        for path in ("/zero", "/zero", "/past", "/past"):
            async with session.get(f"http://127.0.0.1:{port}{path}"):
                pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
asyncio.run(ask(server.server_port))
server.shutdown()
for path, value in expires.items():
    print(f"Expires: {value}:", reached.count(path), "of 2 requests reached the server")
sys.exit(0 if reached == ["/zero", "/past", "/past"] else 1)
EOF
venv/bin/python check.py
