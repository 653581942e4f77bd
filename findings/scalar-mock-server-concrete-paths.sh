#!/bin/sh
# @scalar/mock-server 0.14.4 (npm)
#
# One would guess: GET /calls/latest is answered by the operation of that path, wherever it stands: OpenAPI 3.1
# ("Paths Object") has concrete paths matched before those with parameters.
# What happens: the first that fits wins. If "/calls/{id}" stands before it, that answers, and "/calls/latest" never
# does. Where it stands after, it is reached.
# Whom it affects: whoever develops against the mock: the answer has the wrong form, and changes when the paths of the
# contract are sorted.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @scalar/mock-server@0.14.4
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { createMockServer } from "@scalar/mock-server"

const operation = (example) => {
  return { get: { responses: { 200: { description: "found", content: { "application/json": { example } } } } } }
}
const concrete = { "/calls/latest": operation({ latest: true }) }
const template = { "/calls/{id}": operation({ byId: true }) }
const found = []
for (const paths of [{ ...concrete, ...template }, { ...template, ...concrete }]) {
  const document = { openapi: "3.1.0", info: { title: "Calls", version: "1" }, paths }
  const server = await createMockServer({ document })
  const response = await server.request("/calls/latest")
  found.push(await response.text())
  console.log(Object.keys(paths).join(", ").padEnd(28), "-> /calls/latest is", found.at(-1))
}
const [first, second] = found.map((text) => Object.keys(JSON.parse(text)).join())
process.exit(first === "latest" && second === "byId" ? 0 : 1)
EOF
node check.mjs
