#!/bin/sh
# openapi-jsonschema-parameters 12.1.3 (npm), which makes JSON Schemas of the parameters of an operation
#
# One would guess: a parameter with "content", which OpenAPI 3 has for a parameter that is JSON in itself, gets the
# schema of its media type, or at least an error.
# What happens: it gets the empty schema, which accepts everything.
# Whom it affects: servers that check requests by it: a filter that the contract describes in detail is passed on
# unchecked.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund openapi-jsonschema-parameters@12.1.3
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import parameters from "openapi-jsonschema-parameters"

const schema = { type: "object", required: ["status"] }
const { query } = parameters.convertParametersToJSONSchema([
  { in: "query", name: "filter", content: { "application/json": { schema } } },
  { in: "query", name: "other", schema },
])
console.log("content:", JSON.stringify(query.properties.filter))
console.log("schema: ", JSON.stringify(query.properties.other))
const seen = JSON.stringify(query.properties.filter) === "{}" && query.properties.other.required
process.exit(seen ? 0 : 1)
EOF
node check.mjs
