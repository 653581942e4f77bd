#!/bin/sh
# csv-stringify 6.9.0 and csv-parse 7.0.3 (both npm, of one project)
#
# One would guess: true and false are written as "true" and "false", and null as an empty field.
# What happens: true is written as "1", and false as an empty field, as null is. The parser of the same project
# reads an empty text of both, also with its own cast.
# Whom it hurts: whoever exports whether a call succeeded: "no" and "not known" are the same, for good.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund csv-stringify@6.9.0 csv-parse@7.0.3
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { parse } from "csv-parse/sync"
import { stringify } from "csv-stringify/sync"

const rows = [true, false, null].map((successful, index) => ({ call: `c${index}`, successful }))
const written = stringify(rows, { header: true })
const read = parse(written, { columns: true, cast: true }).map((row) => row.successful)
console.log(written)
console.log("read:", JSON.stringify(read))
process.exit(written === "call,successful\nc0,1\nc1,\nc2,\n" && JSON.stringify(read) === '[1,"",""]' ? 0 : 1)
EOF
node check.mjs
