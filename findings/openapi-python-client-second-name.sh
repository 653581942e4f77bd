#!/bin/sh
# openapi-python-client 0.29.1 (PyPI)
#
# One would guess: a component that is only an allOf of another, with a description of its own, is
# a second name of it, and all else is generated as without it.
# What happens: the objects inside the other component are made once for each of its names. The
# second class is a duplicate, so that the other component is left out too, with a warning, and an
# operation that returns it has the type Response[Any]. The generator exits with 0. Without an
# object inside, the operation has Response[Role].
# Whom it hurts: users of contracts that name the schemas of requests and of responses apart.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check openapi-python-client==0.29.1 ruff==0.15.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

generate() { # NAME, the schema of the property `rights`
    cat >"$1.json" <<EOF
{"openapi": "3.1.0", "info": {"title": "$1", "version": "1"}, "paths": {"/role": {"get": {"operationId": "getRole",
 "responses": {"200": {"description": "The role.", "content": {"application/json": {"schema":
 {"\$ref": "#/components/schemas/RoleUpdate"}}}}}}}}, "components": {"schemas": {
 "Named": {"type": "object", "properties": {"name": {"type": "string"}}},
 "Role": {"allOf": [{"\$ref": "#/components/schemas/Named"}, {"type": "object", "properties": {"rights": $2}}]},
 "RoleUpdate": {"description": "The same.", "allOf": [{"\$ref": "#/components/schemas/Role"}]}}}}
EOF
    PATH="$dir/venv/bin:$PATH" venv/bin/openapi-python-client generate --path "$1.json" --meta none \
        --output-path "client_$1" >"$1.log" 2>&1 || { cat "$1.log"; exit 1; }
    printf '%s: ' "$1"
    grep -o 'Attempted to generate duplicate models with name "[A-Za-z]*"' "$1.log" || echo "no warning"
    if [ -e "client_$1/models/role.py" ]; then echo "  Role is there"; else echo "  Role is missing"; fi
    grep -A 4 "def sync_detailed" "client_$1/api/default/get_role.py" | grep -- "->" | sed "s/^/  getRole /"
}
venv/bin/openapi-python-client --version
generate plain '{"type": "string"}' | tee plain.out
generate inner '{"type": "object", "properties": {"read": {"type": "boolean"}}}' | tee inner.out
grep -q "no warning" plain.out && grep -q "is there" plain.out && grep -q "Response\[Role\]" plain.out &&
    grep -q "duplicate models" inner.out && grep -q "is missing" inner.out && grep -q "Response\[Any\]" inner.out
