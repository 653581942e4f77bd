#!/bin/sh
# json-schema-library 11.6.2 (npm), a validator of JSON Schema
#
# One would guess: an enum compares objects as const does, by their members: the members of a JSON object have
# no order.
# What happens: in an enum their order counts, and in a const it does not.
# Whom it affects: whoever allows a few fixed objects, such as a point or a pair of a unit and a value: a
# response is rejected if its server, or a database in between, writes the members in another order.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund json-schema-library@11.6.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { compileSchema } from "json-schema-library"

const value = { unit: "ms", value: 0 }
const reordered = { value: 0, unit: "ms" }
const accepts = (schema, instance) => compileSchema(schema).validate(instance).valid
console.log("enum: ", accepts({ enum: [value] }, value), accepts({ enum: [value] }, reordered))
console.log("const:", accepts({ const: value }, value), accepts({ const: value }, reordered))
const inEnum = accepts({ enum: [value] }, value) && !accepts({ enum: [value] }, reordered)
process.exit(inEnum && accepts({ const: value }, reordered) ? 0 : 1)
EOF
node check.mjs
