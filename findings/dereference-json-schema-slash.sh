#!/bin/sh
# dereference-json-schema 0.2.3 (npm), for JSON Schema and OpenAPI documents
#
# One would guess: "#/components/schemas/a~1b" leads to the schema "a/b", as RFC 6901 says, and a reference that
# leads nowhere is an error.
# What happens: ~1 is not decoded, and what is not found becomes null, without an error: the schema is gone, and
# null in its place is none.
# Whom it affects: whoever resolves a document with references to paths or to names with a slash: the tool that
# comes next fails, or treats the property as one that may be anything.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund dereference-json-schema@0.2.3
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import dereferencer from "dereference-json-schema"

const document = {
  components: { schemas: { "a/b": { type: "string" }, c: { type: "string" } } },
  properties: {
    first: { $ref: "#/components/schemas/a~1b" },
    second: { $ref: "#/components/schemas/c" },
    third: { $ref: "#/components/schemas/missing" },
  },
}
const { properties } = dereferencer.dereferenceSync(document)
console.log(properties)
process.exit(properties.second && properties.first === null && properties.third === null ? 0 : 1)
EOF
node check.mjs
