#!/bin/sh
# @json-schema-tools/dereferencer 1.6.3 (npm)
#
# One would guess: all references of a schema are resolved, also the one in "not", as the one in "allOf" is. It
# is a keyword of all drafts.
# What happens: the reference stays in "not", and the definitions that it leads to are removed from the result.
# Whom it affects: whoever passes the result to a validator: the reference leads nowhere. Some raise an error
# then; what ignores it checks nothing.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @json-schema-tools/dereferencer@1.6.3
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import dereferencer from "@json-schema-tools/dereferencer"

const resolve = (schema) => new dereferencer.default(schema, {}).resolve()
const name = { $ref: "#/definitions/Name" }
const definitions = { Name: { type: "string" } }
const allOf = await resolve({ allOf: [name], definitions })
const not = await resolve({ not: name, definitions })
console.log("allOf:", JSON.stringify(allOf))
console.log("not:  ", JSON.stringify(not))
process.exit(JSON.stringify(not) === '{"not":{"$ref":"#/definitions/Name"}}' ? 0 : 1)
EOF
node check.mjs
