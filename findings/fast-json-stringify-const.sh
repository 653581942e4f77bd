#!/bin/sh
# fast-json-stringify 7.3.10 (npm), which serializes the responses of Fastify
#
# One would guess: a value that the response schema does not allow is an error, or is sent as it is, as
# one outside an enum is.
# What happens: where the schema has const, the constant is sent, whatever the value: a phone call goes
# out as a web call.
# Whom it hurts: whoever documents a discriminator by const. Contract tests see responses that agree
# with the schema, and clients take one kind of object for another.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund fast-json-stringify@7.3.10
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.cjs <<'EOF'
const build = require("fast-json-stringify")

const write = (schema) => build({ type: "object", properties: { call_type: { type: "string", ...schema } } })
const value = { call_type: "phone_call" }
const ofConst = write({ const: "web_call" })(value)
const ofEnum = write({ enum: ["web_call"] })(value)
console.log("value:     ", JSON.stringify(value))
console.log("with const:", ofConst)
console.log("with enum: ", ofEnum)
process.exit(ofConst === "{\"call_type\":\"web_call\"}" && ofEnum === JSON.stringify(value) ? 0 : 1)
EOF
node check.cjs
