#!/bin/sh
# openapi-extract 1.3.0 (npm), which cuts one operation out of a document
#
# One would guess: what the operation needs is in the result, also the schemas to which the mapping of a
# discriminator leads. OpenAPI has them there as references.
# What happens: only "$ref" is followed. The mapping stays, and the schemas that it leads to are gone.
# Whom it hurts: whoever extracts an operation to generate a small client, or as a tool for a language model:
# the result refers to schemas that it does not have, and each kind of item is read as the bare base.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund openapi-extract@1.3.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import openapiExtract from "openapi-extract"

const reference = (name) => ({ $ref: `#/components/schemas/${name}` })
const mapping = { web: "#/components/schemas/WebCall", phone: "#/components/schemas/PhoneCall" }
const Call = { type: "object", properties: { kind: { type: "string" } }, discriminator: { propertyName: "kind", mapping } }
const kind = { allOf: [reference("Call"), { type: "object", properties: { call_id: { type: "string" } } }] }
const content = { "application/json": { schema: reference("Call") } }
const get = { operationId: "getCall", responses: { 200: { description: "The call.", content } } }
const components = { schemas: { Call, WebCall: kind, PhoneCall: kind } }
const document = { openapi: "3.0.3", info: { title: "Calls", version: "1" }, paths: { "/call": { get } }, components }
const { schemas } = openapiExtract.extract(document, { path: "/call", operationid: "getCall" }).components
console.log("mapping:", Object.values(schemas.Call.discriminator.mapping).join(", "))
console.log("schemas:", Object.keys(schemas).join(", "))
process.exit(Object.keys(schemas).join() === "Call" && Object.keys(schemas.Call.discriminator.mapping).length === 2 ? 0 : 1)
EOF
node check.mjs
