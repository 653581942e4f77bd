#!/bin/sh
# openapi2schema 0.5.0 (npm), which makes JSON Schemas of the bodies of an OpenAPI document
#
# One would guess: a response of "application/json; charset=utf-8" gets the schema that stands there, as one of
# application/json does.
# What happens: it gets the empty schema, which accepts everything. So does application/problem+json.
# Whom it affects: contract tests with these schemas: where the document names the charset, or an error has the
# type of RFC 9457, they pass whatever the server sends.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund openapi2schema@0.5.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { writeFileSync } from "node:fs"
import openapi2schema from "openapi2schema"

const responses = {}
const types = ["application/json", "application/json; charset=utf-8", "application/problem+json"]
types.forEach((type, index) => {
  const content = { [type]: { schema: { type: "integer" } } }
  responses[200 + index] = { description: "a response", content }
})
const info = { title: "Calls", version: "1" }
writeFileSync("openapi.json", JSON.stringify({ openapi: "3.0.3", info, paths: { "/calls": { get: { responses } } } }))
openapi2schema("openapi.json", (_, paths) => {
  const found = types.map((type, index) => paths["/calls"].get.responses[200 + index].type ?? "anything")
  types.forEach((type, index) => console.log(type.padEnd(32), found[index]))
  process.exit(found.join() === "integer,anything,anything" ? 0 : 1)
})
EOF
node check.mjs
