#!/bin/sh
# pixl-xml 1.0.13 (npm)
#
# One would guess: "&#233;" and "&#xe9;" are the letter é, as XML 1.0, section 4.1, has it; "&amp;" is read as "&".
# What happens: they stay six characters each. An attribute with ">" in it, which section 3.1 allows, is an error
# about the closing tag.
# Whom it affects: whoever reads what other programs write, many of which use such references for all letters beyond
# ASCII: names of people have "&#233;" in them.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund pixl-xml@1.0.13
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import XML from "pixl-xml"

const found = ["Ren&#233;", "Ren&#xe9;", "R &amp; D"].map((text) => {
  const { name } = XML.parse(`<?xml version="1.0"?><caller><name>${text}</name></caller>`)
  console.log(text.padEnd(10), "->", name)
  return name
})
let attribute = "read"
try {
  XML.parse(`<rule><when test="length > 5"/></rule>`)
} catch (error) {
  attribute = error.message
}
console.log('test="length > 5":', attribute)
process.exit(found.join() === "Ren&#233;,Ren&#xe9;,R & D" && attribute.includes("closing tag") ? 0 : 1)
EOF
node check.mjs
