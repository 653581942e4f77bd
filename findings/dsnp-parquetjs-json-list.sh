#!/bin/sh
# @dsnp/parquetjs 1.8.8 (npm): a column of type JSON
#
# One would guess: the value of such a column may be any JSON, a list too, and is read as it was written.
# What happens: a list of one item is stored as that item, [{"role": "user"}] as {"role": "user"}; one of two items is
# rejected with "too many values for field", and an empty one with "missing required field", or stored as null where the
# column is optional. Each is taken for the values of a repeated column, which this one is not.
# Whom it affects: whoever stores lists of messages or tags: the tests with one item pass, and lose the brackets.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @dsnp/parquetjs@1.8.8
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { ParquetReader, ParquetSchema, ParquetWriter } from "@dsnp/parquetjs"

async function stored(value, optional) {
  const writer = await ParquetWriter.openFile(new ParquetSchema({ value: { type: "JSON", optional } }), "one.parquet")
  try {
    await writer.appendRow({ value })
  } catch (error) {
    return String(error.message ?? error)
  } finally {
    await writer.close()
  }
  const reader = await ParquetReader.openFile("one.parquet")
  const row = await reader.getCursor().next()
  await reader.close()
  return JSON.stringify(row.value)
}

const found = []
for (const [value, optional] of [[{ tags: ["a"] }], [[{ role: "user" }]], [["a", "b"]], [[], true]]) {
  found.push(await stored(value, optional))
  console.log(JSON.stringify(value).padEnd(18), "->", found.at(-1))
}
const [object, one, two, none] = found
const isList = two.startsWith("too many values") && none === "null"
process.exit(object === '{"tags":["a"]}' && one === '{"role":"user"}' && isList ? 0 : 1)
EOF
node check.mjs
