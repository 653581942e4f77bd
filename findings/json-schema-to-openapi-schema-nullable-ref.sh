#!/bin/sh
# @openapi-contrib/json-schema-to-openapi-schema 4.3.4 (npm), which makes OpenAPI 3.0 of JSON Schema
#
# One would guess: oneOf [a reference, null] becomes something that still accepts null, such as an allOf of the
# reference beside "nullable: true".
# What happens: "nullable: true" is put beside the "$ref". OpenAPI 3.0 ignores all that stands there, so null is
# not accepted any more. Nothing is said.
# Whom it affects: whoever publishes models made in JSON Schema: each optional object becomes one that may not
# be null, for the tools that follow the specification.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @openapi-contrib/json-schema-to-openapi-schema@4.3.4
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { convert } from "@openapi-contrib/json-schema-to-openapi-schema"

const nullable = (schema) => ({ oneOf: [schema, { type: "null" }] })
const converted = await convert({
  definitions: { Agent: { type: "object" } },
  properties: { agent: nullable({ $ref: "#/definitions/Agent" }), name: nullable({ type: "string" }) },
})
console.log(JSON.stringify(converted.properties))
const { oneOf } = converted.properties.agent
process.exit(oneOf.length === 1 && oneOf[0].$ref && oneOf[0].nullable === true ? 0 : 1)
EOF
node check.mjs
