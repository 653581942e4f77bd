#!/bin/sh
# json-schema-to-zod 2.8.1 (npm), with zod 4.6.7
#
# One would guess: {"type": "object", "required": ["id"]} becomes a check that rejects {}, and a const
# that is an object becomes one that accepts that object.
# What happens: "required" counts only for names that "properties" has too, so {} passes; an object
# as const becomes a literal, which is compared by identity and accepts nothing.
# Whom it hurts: whoever checks responses by code from a contract in which a part of an allOf only adds
# what is required, as is usual.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund json-schema-to-zod@2.8.1 zod@4.6.7
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.cjs <<'EOF'
const { jsonSchemaToZod } = require("json-schema-to-zod")
const { z } = require("zod")

const accepts = (schema, value) => {
  const code = jsonSchemaToZod(schema)
  const accepted = new Function("z", "return " + code)(z).safeParse(value).success
  console.log(JSON.stringify(schema), "->", code, "|", JSON.stringify(value), accepted ? "passes" : "is rejected")
  return accepted
}
const withoutId = accepts({ type: "object", required: ["id"] }, {})
const ofConst = accepts({ const: { kind: "web" } }, { kind: "web" })
process.exit(withoutId && !ofConst ? 0 : 1)
EOF
node check.cjs
