#!/bin/sh
# @lvce-editor/jsonc-parser 1.5.0 (npm)
#
# One would guess: what it reads of a file without comments is what JSON.parse() reads.
# What happens: escapes stay as they are written, "\n" as a backslash and an n, and a text ends at an escaped quote. A
# number below zero is undefined.
# Whom it affects: whoever reads settings with it: paths of Windows have twice the backslashes, and prompts of several
# lines have none.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @lvce-editor/jsonc-parser@1.5.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { parse } from "@lvce-editor/jsonc-parser"

const texts = [String.raw`{"a":"one\ntwo"}`, String.raw`{"a":"C:\\data"}`, '{"a":"say \\"hi\\""}', '{"a":-1}']
texts.push('{"a":1}')
const isSame = texts.map((text) => {
  const [expected, read] = [JSON.parse(text), parse(text)].map((value) => JSON.stringify(value.a) ?? "undefined")
  console.log(text.padEnd(20), "JSON.parse:", expected.padEnd(14), "parse:", read)
  return expected === read
})
process.exit(isSame.join() === "false,false,false,false,true" ? 0 : 1)
EOF
node check.mjs
