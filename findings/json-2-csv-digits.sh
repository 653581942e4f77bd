#!/bin/sh
# json-2-csv 5.6.0 (npm): json2csv() and csv2json()
#
# One would guess: an id that is a text of digits is the same text once it was written and read, as "007" and
# "+14155550100" are.
# What happens: "12345678901234567890" becomes the number 12345678901234567000, "1e5" becomes 100000, "1.10"
# becomes 1.1, and the text "null" becomes null.
# Whom it hurts: whoever exports calls and reads them again: some ids are changed for good, most are not.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund json-2-csv@5.6.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { csv2json, json2csv } from "json-2-csv"

const ids = ["007", "+14155550100", "12345678901234567890", "1e5", "1.10", "null"]
const read = csv2json(json2csv(ids.map((id) => ({ id })))).map((row) => row.id)
ids.forEach((id, index) => console.log(JSON.stringify(id), "=>", JSON.stringify(read[index])))
const expected = ["007", "+14155550100", 12345678901234567000, 100000, 1.1, null]
process.exit(JSON.stringify(read) === JSON.stringify(expected) ? 0 : 1)
EOF
node check.mjs
