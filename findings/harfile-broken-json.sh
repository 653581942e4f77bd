#!/bin/sh
# harfile 0.6.0 (PyPI): with harfile.open(path) as har
#
# One would guess: leaving the block closes the file, however it is left, and what was recorded
# until then can be read.
# What happens: if the block raises, the end of the document is not written. The file has all
# entries and is invalid JSON. Calling har.close() afterwards does nothing, because the writer is
# marked as closed.
# Whom it hurts: whoever records the traffic of a test run. The recording is broken in the one
# case in which it is needed: when the run failed.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check harfile==0.6.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import json
from importlib.metadata import version

import harfile

print("harfile", version("harfile"))


def record(path: str, *, fails: bool) -> bool:
    """Return whether the file is JSON."""
    har = harfile.open(path)
    try:
        with har:
            har.add_entry(
                startedDateTime="2026-01-01T00:00:00Z",
                time=1,
                request=harfile.Request(method="GET", url="http://127.0.0.1/", httpVersion="HTTP/1.1"),
                response=harfile.Response(status=200, statusText="OK", httpVersion="HTTP/1.1"),
                timings=harfile.Timings(send=0, wait=1, receive=0),
            )
            if fails:
                raise AssertionError("the test failed")
    except AssertionError:
        pass
    har.close()
    text = open(path).read()
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        print(f"block raises={fails}: {error}; the file ends with {text[-20:]!r}")
        return False
    print(f"block raises={fails}: {len(json.loads(text)['log']['entries'])} entry")
    return True


raise SystemExit(0 if record("passed.har", fails=False) and not record("failed.har", fails=True) else 1)
EOF
venv/bin/python check.py
