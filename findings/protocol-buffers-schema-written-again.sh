#!/bin/sh
# protocol-buffers-schema 3.6.1 (npm): stringify()
#
# One would guess: what it writes of a schema that it has read is the same schema.
# What happens: "map<string, int64> counts" becomes "map<string,int64> map counts", which neither it nor others can
# read. "[(my.option) = 1]" loses its parentheses, and "reserved" lines are gone. A file without a syntax line, which
# is of proto2, gets "proto3", where its "required" is not allowed.
# Whom it affects: whoever changes or merges .proto files with it: the result is rejected, or numbers that must not be
# used again can be.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund protocol-buffers-schema@3.6.1 protobufjs@8.8.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.cjs <<'EOF'
const { parse: parseByOther } = require("protobufjs")
const { parse, stringify } = require("protocol-buffers-schema")

const read = (parser, text) => {
  try {
    parser(text)
    return "read"
  } catch (error) {
    return "rejected"
  }
}
const found = ["map<string, int64> counts = 1;", "reserved 2; string id = 1;", "string id = 1;"].map((field) => {
  const text = `syntax = "proto3"; message Call { ${field} }`
  const written = stringify(parse(text)).replace(/\s+/g, " ").trim()
  const result = [read(parseByOther, text), read(parseByOther, written), read(parse, written)].join()
  console.log(field.padEnd(30), "->", written)
  console.log("   by protobufjs before and after, and by itself after:", result)
  return written.includes("reserved") + " " + result
})
const [map, reserved, plain] = found
const isBroken = map.endsWith("read,rejected,rejected") && reserved === "false read,read,read"
process.exit(isBroken && plain.endsWith("read,read,read") ? 0 : 1)
EOF
node check.cjs
