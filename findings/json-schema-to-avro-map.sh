#!/bin/sh
# json-schema-to-avro 1.1.0 (npm)
#
# One would guess: {"type": "object", "additionalProperties": {"type": "string"}} becomes a map, the type of Avro for
# just that, or an error: the package says that anyOf and allOf are still to be done, and nothing of this.
# What happens: it becomes a record without fields. What is written with it, by avsc for example, has none of the
# entries, and is read as an empty object.
# Whom it affects: whoever makes the schema of a topic from a JSON Schema with metadata or dynamic variables in it:
# they are lost on the way, and nothing is said.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund json-schema-to-avro@1.1.0 avsc@5.7.9
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import avro from "avsc"
import { convert } from "json-schema-to-avro"

const variables = { type: "object", additionalProperties: { type: "string" } }
const properties = { id: { type: "string" }, variables }
const schema = { type: "object", required: ["id", "variables"], properties }
const converted = convert({ $id: "https://example.com/call.json", ...schema })
const { fields } = converted
console.log(JSON.stringify(fields.find((field) => field.name === "variables").type))

const type = avro.Type.forSchema({ type: "record", name: "Call", fields })
const call = { id: "call_1", variables: { name: "Ada", plan: "gold" } }
const read = JSON.stringify(type.fromBuffer(type.toBuffer(call)))
console.log("written:", JSON.stringify(call))
console.log("read:   ", read)
process.exit(read === '{"id":"call_1","variables":{}}' ? 0 : 1)
EOF
node check.mjs
