#!/bin/sh
# simple-xml2json 1.2.3 (npm)
#
# One would guess: "5 > 3" within an element is that text: XML 1.0, section 2.4, allows the sign there. What stands in
# a comment is not there for the reader.
# What happens: the text ends before the sign: "5 ". The text of elements within a comment is read as a value, and a
# CDATA section is read as elements.
# Whom it affects: whoever reads rules, or notes that were written by hand: half of a text is missing, and what was
# commented out is in force.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund simple-xml2json@1.2.3
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { createRequire } from "node:module"

const { parser } = createRequire(import.meta.url)("simple-xml2json")
const texts = ["<r><a>5 and 3</a></r>", "<r><a>5 > 3</a></r>", "<r><!-- <a>old</a> --><b>new</b></r>"]
const found = [...texts, "<r><a><![CDATA[<b>bold</b>]]></a></r>"].map((text) => {
  const read = JSON.stringify(parser(text))
  console.log(text.padEnd(38), "->", read)
  return read
})
const [plain, sign, comment, section] = found
const isCut = plain === '{"r":{"a":"5 and 3"}}' && sign === '{"r":{"a":"5 "}}'
process.exit(isCut && comment.includes("old") && section === '{"r":{"a":{"b":"bold"}}}' ? 0 : 1)
EOF
node check.mjs
