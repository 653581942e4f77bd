#!/bin/sh
# aws-multipart-parser 0.2.1 (npm)
#
# One would guess: a field of a form that says what it is, "Content-Type: application/json", has the JSON as its
# value. RFC 7578, section 4.4, lets each part have that line.
# What happens: the value is "ntent-Type: application/json", an empty line, and then the JSON. A field without that
# line is read.
# Whom it affects: whoever takes files with a description of them in AWS Lambda: FormData with a Blob of JSON, and
# many clients of OpenAPI, write the line, and JSON.parse() of the value is an error.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund aws-multipart-parser@0.2.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.cjs <<'EOF'
const { parse } = require("aws-multipart-parser")

const boundary = "x-example"
const parts = ["name=\"plain\"\r\n", "name=\"typed\"\r\nContent-Type: application/json\r\n"].map((head) => {
  return `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n{"language":"en"}\r\n`
})
const event = {
  headers: { "Content-Type": `multipart/form-data; boundary=${boundary}` },
  isBase64Encoded: false,
  body: `${parts.join("")}--${boundary}--\r\n`,
}
const fields = parse(event, false)
for (const [name, value] of Object.entries(fields)) console.log(name, "->", JSON.stringify(value))
process.exit(fields.plain === '{"language":"en"}' && fields.typed.startsWith("ntent-Type: application/json") ? 0 : 1)
EOF
node check.cjs
