#!/bin/sh
# CacheControl 0.14.4, requests-cache 1.3.3 with cache_control, hishel 2.0.0 with rfc (all PyPI)
#
# One would guess: a response with "Cache-Control: max-age=60" and "Age: 3600" is stale, and the next request goes
# to the server. RFC 9111, section 4.2.3, makes the age of a response of that header, which every cache on the way
# adds.
# What happens: none of the three looks at Age. Each gives the response again for another minute, as if it were new;
# the second request does not reach the server. With max-age=0 instead it does.
# Whom it hurts: whoever reads an API through a content delivery network with one of them: what is read can be twice
# as old as the API allows.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check \
            CacheControl==0.14.4 requests-cache==1.3.3 hishel[httpx]==2.0.0 requests==2.34.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import collections
import http.server
import sys
import threading

import hishel
import hishel.httpx
import requests
import requests_cache
from cachecontrol import CacheControl

reached = collections.Counter()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        reached[self.path] += 1
        self.send_response(200)
        self.send_header("Cache-Control", "max-age=0" if self.path.endswith("stale") else "max-age=60")
        self.send_header("Age", "3600" if self.path.endswith("aged") else "0")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
clients = {
    "CacheControl": CacheControl(requests.Session()),
    "requests-cache": requests_cache.CachedSession(backend="memory", cache_control=True),
    "hishel": hishel.httpx.CacheClient(storage=hishel.SqliteStorage(database_path="cache.db"), rfc=True),
}
for name, client in clients.items():
    for kind in ("stale", "fresh", "aged"):
        for _ in range(2):
            client.get(f"http://127.0.0.1:{server.server_port}/{name}/{kind}")
server.shutdown()
counts = {name: [reached[f"/{name}/{kind}"] for kind in ("stale", "fresh", "aged")] for name in clients}
for name, (stale, fresh, aged) in counts.items():
    print(f"{name}: of 2 requests reached the server: max-age=0: {stale}, max-age=60: {fresh}, with an Age: {aged}")
sys.exit(0 if all(count == [2, 1, 1] for count in counts.values()) else 1)
EOF
venv/bin/python check.py
