#!/bin/sh
# openapi-spec-validator 0.9.0 (PyPI)
#
# One would guess: {"type": "objct"} is an error wherever a schema stands.
# What happens: in OpenAPI 3.1 and 3.2 an inline schema in a request body is not checked, so the
# typing error is accepted. In a response, and in 3.0 in both places, the same schema is rejected.
# Whom it hurts: a project whose CI validates the document. The check of its request schemas
# silently ends with the step from 3.0 to 3.1.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check openapi-spec-validator==0.9.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
from importlib.metadata import version

from openapi_spec_validator import validate
from openapi_spec_validator.validation.exceptions import OpenAPIValidationError

print("openapi-spec-validator", version("openapi-spec-validator"))
content = {"application/json": {"schema": {"type": "objct"}}}


def is_accepted(openapi: str, place: str) -> bool:
    operation = {"responses": {"200": {"description": "ok"}}}
    if place == "request":
        operation["requestBody"] = {"content": content}
    else:
        operation["responses"]["200"]["content"] = content
    try:
        validate({"openapi": openapi, "info": {"title": "t", "version": "1"}, "paths": {"/calls": {"post": operation}}})
    except OpenAPIValidationError:
        print(openapi, place, "-> rejected")
        return False
    print(openapi, place, "-> accepted")
    return True


seen = [is_accepted(openapi, place) for openapi in ("3.0.3", "3.1.0", "3.2.0") for place in ("request", "response")]
raise SystemExit(0 if seen == [False, False, True, False, True, False] else 1)
EOF
venv/bin/python check.py
