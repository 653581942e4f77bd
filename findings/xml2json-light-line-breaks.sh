#!/bin/sh
# xml2json-light 1.0.6 (npm)
#
# One would guess: "one" and "two" on two lines within an element are two words.
# What happens: line breaks are taken out of the text, so that they are one word, "onetwo". The five references of XML
# 1.0, section 4.6, such as "&amp;", stay as they are.
# Whom it affects: whoever reads notes, addresses or prompts from XML: the last word of each line is joined to the
# first of the next.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund xml2json-light@1.0.6
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { createRequire } from "node:module"

const { xml2json } = createRequire(import.meta.url)("xml2json-light")
const found = ["one two", "one\ntwo", "R &amp; D"].map((text) => {
  const { note } = xml2json(`<call><note>${text}</note></call>`).call
  console.log(JSON.stringify(text).padEnd(12), "->", JSON.stringify(note))
  return note
})
process.exit(found.join() === "one two,onetwo,R &amp; D" ? 0 : 1)
EOF
node check.mjs
