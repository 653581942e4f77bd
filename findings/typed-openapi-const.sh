#!/bin/sh
# typed-openapi 2.2.7 (npm), a generator of TypeScript clients
#
# One would guess: "const: phone", which OpenAPI 3.1 has for the discriminator of a union, becomes the type "phone",
# as an enum of one value does.
# What happens: the property becomes unknown, or string if "type: string" stands beside it. No warning is printed.
# Whom it affects: users of such a client: TypeScript cannot tell the members of the union apart, so that each
# access to a property of one needs a cast.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund typed-openapi@2.2.7
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { execFileSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"

const call = (kind) => ({ type: "object", required: ["kind"], properties: { kind } })
const schemas = {
  Constant: call({ const: "phone" }),
  Text: call({ type: "string", const: "phone" }),
  Single: call({ enum: ["phone"] }),
}
const info = { title: "Calls", version: "1" }
writeFileSync("openapi.json", JSON.stringify({ openapi: "3.1.0", info, paths: {}, components: { schemas } }))
execFileSync("npx", ["--no-install", "typed-openapi", "openapi.json", "-o", "client.ts"])
const lines = readFileSync("client.ts", "utf8").split("\n")
const types = Object.keys(schemas).map((name) => lines.find((line) => line.includes(`type ${name} =`)).split(" = ")[1])
types.forEach((type, index) => console.log(JSON.stringify(Object.values(schemas)[index].properties.kind), "->", type))
process.exit(types.join() === '{ kind: unknown },{ kind: string },{ kind: ("phone") }' ? 0 : 1)
EOF
node check.mjs
