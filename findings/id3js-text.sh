#!/bin/sh
# id3js 2.1.1 (npm)
#
# One would guess: the title of an ID3v2.3 tag that node-id3 writes is read as it is. Section 3.3 of ID3v2.3 has two
# codings of texts, ISO-8859-1 and Unicode with a mark of the order of bytes; node-id3 and most others use the latter.
# What happens: each letter is followed by a zero byte: "Call" has eight characters, and is not equal to "Call". Years
# are missing.
# Whom it affects: whoever shows the names of recordings, or looks them up: on the screen they often look right.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund id3js@2.1.1 node-id3@0.2.9
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { fromPath } from "id3js"
import { writeFileSync } from "node:fs"
import ID3 from "node-id3"

const frame = Buffer.concat([Buffer.from("fffb9064", "hex"), Buffer.alloc(413)])
writeFileSync("call.mp3", ID3.write({ title: "Call", year: "2026" }, Buffer.concat(Array(10).fill(frame))))
const { raw } = ID3.read("call.mp3")
const { title, year } = await fromPath("call.mp3")
console.log("node-id3:", JSON.stringify([raw.TIT2, raw.TYER]))
console.log("id3js:   ", JSON.stringify([title, year]))
process.exit(raw.TIT2 === "Call" && title !== "Call" && title.startsWith("C\0a\0l\0l") && year === null ? 0 : 1)
EOF
node check.mjs
