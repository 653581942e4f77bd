#!/bin/sh
# openapi-client-axios 7.9.1 (npm), with axios 1.21.1
#
# One would guess: a query parameter that is an array is sent as the contract says: by default
# ?status=a&status=b, and with "explode: false" ?status=a,b.
# What happens: it is sent as ?status[]=a&status[]=b in both cases, which is axios' own default; the
# definition that the client was made from is not asked.
# Whom it hurts: whoever filters a list by such a client: a server that reads "status" finds no such
# parameter, and returns everything.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund openapi-client-axios@7.9.1 axios@1.21.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import client from "openapi-client-axios"

const parameter = (name, explode) => ({ name, in: "query", explode, schema: { type: "array", items: { type: "string" } } })
const get = {
    operationId: "list",
    parameters: [parameter("one", true), parameter("other", false)],
    responses: { 200: { description: "The calls." } },
}
const info = { title: "Calls", version: "1" }
const definition = { openapi: "3.0.3", info, servers: [{ url: "http://example.com" }], paths: { "/calls": { get } } }
const api = await new (client.default ?? client)({ definition }).init()
api.defaults.adapter = async (config) => ({ data: decodeURIComponent(api.getUri(config)), status: 200, headers: {}, config })
const { data } = await api.list({ one: ["a", "b"], other: ["a", "b"] })
console.log(data)
process.exit(data === "http://example.com/calls?one[]=a&one[]=b&other[]=a&other[]=b" ? 0 : 1)
EOF
node check.mjs
