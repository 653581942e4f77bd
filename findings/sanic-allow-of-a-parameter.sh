#!/bin/sh
# sanic 25.12.1 (PyPI), with sanic-routing 23.12.0
#
# One would guess: a method that a path does not have is answered with 405 and an Allow header, which
# RFC 9110, section 15.5.6, requires, whatever the path.
# What happens: if a path with a parameter has handlers for two methods, its 405 has no Allow header.
# With one handler, or without a parameter, it has one.
# Whom it affects: clients and gateways that read Allow. A server is right for its collections, and
# wrong for their items.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check \
            sanic==25.12.1 sanic-routing==23.12.0 sanic-testing==24.6.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

from sanic import Sanic, text

app = Sanic("things")
for path in ("/things", "/things/<thing>"):
    for method in ("GET", "DELETE"):
        app.add_route(lambda _request, **_names: text("a"), path, methods=[method], name=f"{method}{len(path)}")
app.add_route(lambda _request, **_names: text("a"), "/one/<thing>", methods=["GET"], name="one")

allowed = {}
for path in ("/things", "/one/1", "/things/1"):
    _, response = app.test_client.put(path)
    allowed[path] = response.headers.get("allow")
    print(f"PUT {path}: {response.status}, Allow: {allowed[path]}")
sys.exit(not (allowed["/things"] and allowed["/one/1"]) or allowed["/things/1"] is not None)
EOF
venv/bin/python check.py >check.log 2>&1 && status=0 || status=$?
grep '^PUT' check.log
exit "$status"
