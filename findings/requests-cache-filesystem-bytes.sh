#!/bin/sh
# requests-cache 1.3.3 (PyPI), with backend="filesystem"
#
# One would guess: response.content from the cache has the bytes that the server sent.
# What happens: if a text/csv, text/plain or text/event-stream names no charset, the bytes are encoded a second
# time: b"Zo\xc3\xab" comes back as b"Zo\xc3\x83\xc2\xab". The first response, from the server, is right. The
# backend "sqlite" keeps the bytes; decode_content, which the backend "filesystem" turns on, is said to be about how
# the file looks.
# Whom it hurts: whoever reads UTF-8 from response.content: names are right in the first run, and wrong in all
# others.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check requests-cache==1.3.3 requests==2.34.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import http.server
import sys
import threading

import requests_cache

sent = "Zoë".encode()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/csv")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
got = {}
for backend in ("sqlite", "filesystem"):
    session = requests_cache.CachedSession(f"cache-{backend}", backend=backend)
    responses = [session.get(f"http://127.0.0.1:{server.server_port}/") for _ in range(2)]
    got[backend] = [response.content for response in responses]
    print(backend.ljust(10), *got[backend], "from the cache:", responses[1].from_cache)
server.shutdown()
twice = sent.decode("latin-1").encode()
sys.exit(0 if got == {"sqlite": [sent, sent], "filesystem": [sent, twice]} else 1)
EOF
venv/bin/python check.py
