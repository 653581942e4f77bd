#!/bin/sh
# har-to-openapi 2.0.0 (npm)
#
# One would guess: a recorded request with ?status=a&status=b becomes one query parameter, an array, or at
# the least one parameter of OpenAPI, which forbids two of the same name and place.
# What happens: the parameter is there twice, each time as a text with another default, so the document is
# invalid. No warning is printed.
# Whom it hurts: whoever makes a first contract from recorded traffic with a filter of several values: the
# generators that read it refuse it, or drop one of the two.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund har-to-openapi@2.0.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { generateSpec } from "har-to-openapi"

const queryString = ["registered", "ongoing"].map((value) => ({ name: "status", value }))
const url = "https://api.example.com/calls?status=registered&status=ongoing"
const content = { size: 2, mimeType: "application/json", text: "[]" }
const request = { method: "GET", url, headers: [], queryString }
const entry = { request, response: { status: 200, headers: [], content } }
const { spec } = await generateSpec({ log: { version: "1.2", entries: [entry] } }, { forceAllRequestsInSameSpec: true })
const parameters = spec.paths["/calls"].get.parameters
for (const each of parameters) console.log(each.in, each.name, JSON.stringify(each.schema))
process.exit(parameters.map((each) => each.name).join() === "status,status" ? 0 : 1)
EOF
node check.mjs
