#!/bin/sh
# @tim-smart/openapi-gen 0.4.13 (npm), a generator of Effect clients from OpenAPI
#
# One would guess: a list of texts or null, as OpenAPI 3.1 writes it, becomes S.Array(S.NullOr(S.String)), since a
# property that may be null becomes S.NullOr(S.String).
# What happens: it becomes S.Array(S.String), so that a response with null in the list cannot be decoded. A property
# of two types, ["string", "integer"], is not in the class at all, and its value is dropped.
# Whom it affects: users of such a client: right responses end with a ParseError, or come without some of their data.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @tim-smart/openapi-gen@0.4.13
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { execFileSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"

const nullable = { type: ["string", "null"] }
const properties = { note: nullable, notes: { type: "array", items: nullable }, code: { type: ["string", "integer"] } }
const schema = { type: "object", required: Object.keys(properties), properties }
const content = { "application/json": { schema } }
const get = { operationId: "read", responses: { 200: { description: "found", content } } }
const info = { title: "Calls", version: "1" }
writeFileSync("openapi.json", JSON.stringify({ openapi: "3.1.0", info, paths: { "/calls": { get } } }))
const args = ["--no-install", "openapi-gen", "-s", "openapi.json", "-n", "Calls"]
const written = execFileSync("npx", args, { encoding: "utf8" })
const [fields] = written.match(/"note": [^}]*/)
console.log(fields.trim())
const isLost = fields.includes('"note": S.NullOr(S.String)') && fields.includes('"notes": S.Array(S.String)')
process.exit(isLost && !fields.includes('"code"') ? 0 : 1)
EOF
node check.mjs
