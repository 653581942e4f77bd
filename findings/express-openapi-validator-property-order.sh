#!/bin/sh
# express-openapi-validator 5.6.2 (npm), with express 5
#
# One would guess: a body without its optional property is accepted, whatever the other properties are. The
# members of a JSON object have no order, and those of "properties" have none either.
# What happens: if one property is a union with a discriminator, and one that is written after it a reference
# to another schema, the discriminator is asked of the whole body: {} and {"note": "n"} are answered with 400,
# "'type' must be equal to one of the allowed values". With the two properties in the other order, they pass.
# Whom it hurts: whoever validates requests with a contract whose bodies stand under components, such as a call
# with an optional override: every request is refused, with a message about a property it cannot have.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund express@5 express-openapi-validator@5.6.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import express from "express"
import * as validator from "express-openapi-validator"

const option = (type) => ({ type: "object", required: ["type"], properties: { type: { type: "string", enum: [type] } } })
const engine = {
  oneOf: [{ $ref: "#/components/schemas/Flow" }, { $ref: "#/components/schemas/Model" }],
  discriminator: { propertyName: "type" },
}
const note = { $ref: "#/components/schemas/Note" }
const body = { required: true, content: { "application/json": { schema: { $ref: "#/components/schemas/Call" } } } }

async function statuses(properties) {
  const schemas = { Call: { type: "object", properties }, Flow: option("Flow"), Model: option("Model"), Note: { type: "string" } }
  const operation = { requestBody: body, responses: { 200: { description: "accepted" } } }
  const apiSpec = { openapi: "3.0.3", info: { title: "t", version: "1" }, paths: { "/calls": { post: operation } }, components: { schemas } }
  const app = express()
  app.use(express.json(), validator.middleware({ apiSpec }))
  app.post("/calls", (request, response) => response.send())
  app.use((error, request, response, next) => response.status(error.status).send(error.message))
  const server = app.listen(0)
  const found = []
  for (const sent of [{}, { note: "n" }, { engine: { type: "Flow" } }]) {
    const response = await fetch(`http://127.0.0.1:${server.address().port}/calls`, {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(sent),
    })
    console.log("  ", JSON.stringify(sent), response.status, await response.text())
    found.push(response.status)
  }
  server.close()
  return found.join()
}

console.log("note, engine:")
const before = await statuses({ note, engine })
console.log("engine, note:")
const after = await statuses({ engine, note })
process.exit(before === "200,200,200" && after === "400,400,400" ? 0 : 1)
EOF
node check.mjs
