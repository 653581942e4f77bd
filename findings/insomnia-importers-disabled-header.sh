#!/bin/sh
# insomnia-importers 3.6.0 (npm), the import of Postman's collections
#
# One would guess: a header that is switched off in Postman ("disabled": true) is off after the import, or absent.
# Fields of a form that are off stay off.
# What happens: it is on, and is sent with each request.
# Whom it affects: whoever moves from one program to the other: an old key, or a header for tests, is sent to the
# server again.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund insomnia-importers@3.6.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.cjs <<'EOF'
const { convert } = require("insomnia-importers")

async function run() {
  const schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
  const header = [
    { key: "Accept", value: "application/json" },
    { key: "X-Simulate-Error", value: "500", disabled: true },
  ]
  const body = { mode: "urlencoded", urlencoded: [{ key: "test", value: "yes", disabled: true }] }
  const item = [{ name: "list", request: { method: "POST", url: "https://api.example.com/calls", header, body } }]
  const { data } = await convert(JSON.stringify({ info: { name: "API", schema }, item }))
  const request = data.resources.find((resource) => resource._type === "request")
  console.log("headers:", JSON.stringify(request.headers))
  console.log("fields: ", JSON.stringify(request.body.params))
  const sent = request.headers.find((each) => each.name === "X-Simulate-Error")
  process.exit(sent && !sent.disabled && request.body.params[0].disabled ? 0 : 1)
}
run()
EOF
node check.cjs
