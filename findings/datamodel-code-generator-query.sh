#!/bin/sh
# datamodel-code-generator 0.89.0 (PyPI), whose --schema-version takes 3.2
#
# One would guess: OpenAPI 3.2's new method "query" is read like "post": models for its bodies, or
# a warning.
# What happens: the operation is skipped without a message, with exit code 0. With "post" there
# are two more models.
# Whom it hurts: whoever moves a search from POST to QUERY: the models vanish from the generated
# file.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check datamodel-code-generator==0.89.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

generate() {
    cat >"$1.json" <<EOF
{"openapi": "3.2.0", "info": {"title": "t", "version": "1"}, "paths": {"/calls": {"$1": {
 "requestBody": {"content": {"application/json": {"schema":
   {"type": "object", "properties": {"a": {"type": "string"}}}}}},
 "responses": {"200": {"description": "ok", "content": {"application/json": {"schema":
   {"type": "object", "properties": {"b": {"type": "string"}}}}}}}}}},
 "components": {"schemas": {"Call": {"type": "object"}}}}
EOF
    venv/bin/datamodel-codegen --input "$1.json" --input-file-type openapi --schema-version 3.2 \
        --openapi-scopes paths schemas --output-model-type pydantic_v2.BaseModel --output "$1.py" 2>"$1.err" || exit 1
    echo "$1: $(grep -c '^class ' "$1.py") models: $(sed -n 's/^class \([A-Za-z]*\).*/\1/p' "$1.py" | tr '\n' ' ')"
}
venv/bin/datamodel-codegen --version
generate post
generate query
if grep -qi 'query' query.err; then cat query.err; exit 1; fi
[ "$(grep -c '^class ' post.py)" = 3 ] && [ "$(grep -c '^class ' query.py)" = 1 ]
