#!/bin/sh
# @trojs/openapi-dereference 2.0.4 (npm)
#
# One would guess: "$ref": "#money" is the schema with "$anchor": "money", as JSON Schema 2020-12, section 8.2.2, and
# so OpenAPI 3.1, has it; or it is an error.
# What happens: it is the whole document. The schema of the price has info, paths and components, and contains itself,
# so that it says nothing about a price. Nothing is said.
# Whom it affects: users of a contract of 3.1 with anchors: a validator that is made of the result accepts each price,
# and JSON.stringify() of it ends with an error.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @trojs/openapi-dereference@2.0.4
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { dereferenceSync } from "@trojs/openapi-dereference"

const schemas = {
  Money: { $anchor: "money", type: "integer", minimum: 0 },
  ByAnchor: { properties: { price: { $ref: "#money" } } },
  ByPointer: { properties: { price: { $ref: "#/components/schemas/Money" } } },
}
const info = { title: "Calls", version: "1" }
const result = dereferenceSync({ openapi: "3.1.0", info, paths: {}, components: { schemas } })
const { ByAnchor, ByPointer } = result.components.schemas
console.log("by pointer:", Object.keys(ByPointer.properties.price).join())
console.log("by anchor: ", Object.keys(ByAnchor.properties.price).join())
process.exit(ByPointer.properties.price.minimum === 0 && ByAnchor.properties.price === result ? 0 : 1)
EOF
node check.mjs
