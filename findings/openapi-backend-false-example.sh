#!/bin/sh
# openapi-backend 5.21.2 (npm), which mocks the operations of a contract
#
# One would guess: the mock of a response is its "example", whatever that is.
# What happens: an example of false, 0 or "" counts as none, and the mock is made from the schema: true for
# a boolean, "string" for a text. The same values in "examples", or in the schema's own "example", are kept.
# Whom it hurts: whoever tests a client against the mock: of an operation that answers whether a call may be
# recorded, the contract says false and the mock says true.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund openapi-backend@5.21.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import backend from "openapi-backend"

const response = (schema, more) => ({ description: "", content: { "application/json": { schema, ...more } } })
const responses = {
    200: response({ type: "boolean" }, { example: false }),
    201: response({ type: "integer" }, { example: 7 }),
    202: response({ type: "string" }, { example: "" }),
    203: response({ type: "integer", enum: [3, 0] }, { example: 0 }),
    204: response({ type: "boolean" }, { examples: { no: { value: false } } }),
    205: response({ type: "boolean", example: false }),
}
const paths = { "/recording": { get: { operationId: "recording", responses } } }
const api = new backend.OpenAPIBackend({ definition: { openapi: "3.0.3", info: { title: "Calls", version: "1" }, paths } })
await api.init()
const found = [200, 201, 202, 203, 204, 205].map((code) => api.mockResponseForOperation("recording", { code }).mock)
console.log('examples: false, 7, "", 0, and false in "examples" and in the schema')
console.log("mocks:   ", found.map((each) => JSON.stringify(each)).join(", "))
process.exit(JSON.stringify(found) === '[true,7,"string",3,false,false]' ? 0 : 1)
EOF
node check.mjs
