#!/bin/sh
# oas3-chow-chow 4.0.0 (npm), the validator within koa-oas3
#
# One would guess: an id that is readOnly and required need not be in a request. OpenAPI 3.0.3, "Fixed Fields" of the
# Schema Object: if a readOnly property is in the required list, that counts for the response only.
# What happens: a body without the id is rejected since it is required, and one with the id since it is readOnly. So
# no body is valid.
# Whom it affects: servers whose contract has one schema for what is sent and what is answered, as most have: they
# reject each POST of it.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund oas3-chow-chow@4.0.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import chow from "oas3-chow-chow"

const properties = { id: { type: "integer", readOnly: true }, name: { type: "string" } }
const content = { "application/json": { schema: { type: "object", required: ["id", "name"], properties } } }
const post = { requestBody: { content }, responses: { 201: { description: "made", content } } }
const info = { title: "Calls", version: "1" }
const validator = await chow.default.create({ openapi: "3.0.3", info, paths: { "/calls": { post } } })

const header = { "content-type": "application/json" }
const found = [{ name: "first" }, { id: 1, name: "first" }].map((body) => {
  try {
    validator.validateRequestByPath("/calls", "post", { method: "post", query: {}, path: {}, cookie: {}, header, body })
    return "accepted"
  } catch (error) {
    return error.meta.rawErrors.map((each) => each.error.trim()).join()
  }
})
console.log("request without the id:", found[0])
console.log("request with the id:   ", found[1])
process.exit(found[0].includes("required property 'id'") && found[1].includes("readOnly") ? 0 : 1)
EOF
node check.mjs
