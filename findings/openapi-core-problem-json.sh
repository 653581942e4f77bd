#!/bin/sh
# openapi-core 0.23.1 (PyPI): validate_response()
#
# One would guess: a response of application/problem+json (RFC 9457, the usual type of an error)
# is read as JSON, as the suffix +json says, so {} matches {"type": "object"}.
# What happens: the body is left as bytes and the schema is applied to them: "b'{}' is not of type
# 'object'". With application/json the same body matches. No message says that the media type is
# unknown.
# Whom it hurts: authors of contract tests, which accuse a correct server of every error response.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check openapi-core==0.23.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
from importlib.metadata import version

from openapi_core import OpenAPI
from openapi_core.testing import MockRequest, MockResponse
from openapi_core.validation.response.exceptions import InvalidData

print("openapi-core", version("openapi-core"))


def matches(media_type: str) -> bool:
    response = {"description": "an error", "content": {media_type: {"schema": {"type": "object"}}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "servers": [{"url": "http://127.0.0.1"}],
        "paths": {"/calls": {"get": {"responses": {"422": response}}}},
    }
    request = MockRequest("http://127.0.0.1", "get", "/calls")
    try:
        OpenAPI.from_dict(document).validate_response(
            request, MockResponse(b"{}", status_code=422, content_type=media_type)
        )
    except InvalidData as error:
        print(media_type, "->", error.__cause__)
        return False
    print(media_type, "-> matches")
    return True


raise SystemExit(0 if matches("application/json") and not matches("application/problem+json") else 1)
EOF
venv/bin/python check.py
