#!/bin/sh
# json-schema-to-avro 1.1.0 (npm)
#
# One would guess: a "number" of JSON becomes the double of Avro, and an "integer" its long: a JSON number has no
# limit, and what reads one has 64 bits in most languages (RFC 8259, section 6).
# What happens: they become float and int, of 32 bits. 19.99 is read as 19.989999771118164, the time 1767225600.25 as
# 1767225600, and a time in milliseconds cannot be written.
# Whom it affects: whoever makes the schema of a topic from a contract: amounts and times change on the way.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund json-schema-to-avro@1.1.0 avsc@5.7.9
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import avro from "avsc"
import { convert } from "json-schema-to-avro"

const properties = { price: { type: "number" }, start: { type: "number" }, ended: { type: "integer" } }
const required = Object.keys(properties)
const { fields } = convert({ $id: "https://example.com/call.json", type: "object", required, properties })
console.log(fields.map((field) => `${field.name}: ${field.type}`).join(", "))

const type = avro.Type.forSchema({ type: "record", name: "Call", fields })
const read = type.fromBuffer(type.toBuffer({ price: 19.99, start: 1767225600.25, ended: 0 }))
const fits = type.isValid({ price: 0, start: 0, ended: 1767225600250 })
console.log("19.99         ->", read.price)
console.log("1767225600.25 ->", read.start)
console.log("1767225600250 ->", fits ? "can be written" : "cannot be written")
process.exit(read.price === Math.fround(19.99) && read.start === 1767225600 && !fits ? 0 : 1)
EOF
node check.mjs
