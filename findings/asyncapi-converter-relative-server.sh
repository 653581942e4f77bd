#!/bin/sh
# @asyncapi/converter 2.0.2 (npm): convertOpenAPI()
#
# One would guess: a server with a relative URL, "/v1", which OpenAPI 3.0.0 ("Server Object") resolves against where
# the document is, is left out, or becomes a server with that path.
# What happens: it becomes a server with an empty host and the protocol "/v1". Nothing is said.
# Whom it affects: whoever converts a contract that is served beside its API: clients look for an adapter of that
# name.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @asyncapi/converter@2.0.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.cjs <<'EOF'
const { convertOpenAPI } = require("@asyncapi/converter")

const found = ["https://api.example.com/v1", "/v1"].map((url) => {
  const info = { title: "Calls", version: "1" }
  const responses = { 204: { description: "done" } }
  const paths = { "/calls": { get: { responses } } }
  const { servers } = convertOpenAPI({ openapi: "3.0.0", info, servers: [{ url }], paths }, "3.0.0")
  const [server] = Object.values(servers)
  console.log(url.padEnd(27), "->", JSON.stringify(server))
  return `${server.protocol} ${server.host}`
})
process.exit(found[0] === "https api.example.com" && found[1] === "/v1 " ? 0 : 1)
EOF
node check.cjs
