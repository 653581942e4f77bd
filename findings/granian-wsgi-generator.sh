#!/bin/sh
# granian 2.8.9 (PyPI), with --interface wsgi
#
# One would guess: a WSGI application that is a generator is served with the status and the headers
# that it gives to start_response before it yields: PEP 3333 asks for no more, and wsgiref, gunicorn
# and waitress do so.
# What happens: the response is 200 OK without the headers, whatever the application said; its body
# arrives. An application that calls start_response before it returns is served as it should be.
# Whom it affects: applications with streamed responses, and adapters that start lazily, such as
# a2wsgi's ASGIMiddleware: errors arrive as successes, without a content type.
set -eu

dir=$(mktemp -d)
server=
trap 'rm -rf "$dir"; [ -z "$server" ] || kill "$server" 2>/dev/null || true' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check granian==2.8.9
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the package is missing"; exit 2; }

cat >app.py <<'EOF'
def app(environ, start_response):
    if environ["PATH_INFO"] == "/list":
        start_response("404 Not Found", [("X-Reason", "none")])
        return [b"nothing here"]
    return generated(start_response)


def generated(start_response):
    start_response("404 Not Found", [("X-Reason", "none")])
    yield b"nothing here"
EOF
cat >check.py <<'EOF'
import http.client
import sys
import threading
import time
from wsgiref.simple_server import WSGIRequestHandler, make_server

from app import app


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


def found(port, path):
    for _ in range(100):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.headers.get("X-Reason"), response.read()
        except OSError:
            time.sleep(0.1)
    print(f"cannot be tried here: nothing listens on port {port}")
    sys.exit(2)


reference = make_server("127.0.0.1", 0, app, handler_class=Quiet)
threading.Thread(target=reference.serve_forever, daemon=True).start()
ports = {"wsgiref": reference.server_port, "granian": int(sys.argv[1])}
seen = {(name, path): found(port, path) for name, port in ports.items() for path in ("/list", "/generator")}
for key, value in seen.items():
    print(*key, value)
right = 404, "none", b"nothing here"
lost = seen.pop(("granian", "/generator"))
sys.exit(not (all(each == right for each in seen.values()) and lost == (200, None, b"nothing here")))
EOF
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
venv/bin/granian --interface wsgi --host 127.0.0.1 --port "$port" app:app >server.log 2>&1 &
server=$!
venv/bin/python check.py "$port"
