#!/bin/sh
# @dmitryrechkin/json-schema-to-zod 1.0.1 (npm)
#
# One would guess: {"type": "object", "required": ["id"]} accepts each object with an id, and no other, with any
# further properties: JSON Schema allows all that it does not name.
# What happens: it is the other way round. An object with an id is rejected, as is each with a name that is not among
# the properties, and the empty one is accepted. minLength, minimum and const are ignored.
# Whom it affects: whoever checks what a language model calls a tool with: right arguments are rejected, and wrong
# ones are passed on.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @dmitryrechkin/json-schema-to-zod@1.0.1 zod@3.25.76
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { JSONSchemaToZod } from "@dmitryrechkin/json-schema-to-zod"

const cases = [
  [{ type: "object", required: ["id"] }, { id: 1 }],
  [{ type: "object", required: ["id"] }, {}],
  [{ type: "string", minLength: 2 }, "a"],
  [{ type: "integer", minimum: 0 }, -1],
  [{ const: false }, true],
]
const found = cases.map(([schema, value]) => {
  const accepted = JSONSchemaToZod.convert(schema).safeParse(value).success
  console.log(JSON.stringify(schema).padEnd(36), JSON.stringify(value).padEnd(9), accepted ? "accepted" : "rejected")
  return accepted
})
process.exit(found.join() === "false,true,true,true,true" ? 0 : 1)
EOF
node check.mjs
