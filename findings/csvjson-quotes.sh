#!/bin/sh
# csvjson 5.1.0 (npm): toObject() with the option quote: true
#
# One would guess: "say ""yes"" now" is read as RFC 4180, section 2 (7), has it: say "yes" now.
# What happens: it is now". What stands before the last pair of quotes is dropped, and so are all texts with a line
# break in them. The other way round, toCSV() with wrap: true writes quotes as they are, so that others reject the line.
# Whom it affects: whoever imports transcripts or notes that a spreadsheet has exported: parts of them are gone, and
# nothing is said.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund csvjson@5.1.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import csvjson from "csvjson"

const found = ['"yes, please"', '"say ""yes"" now"', '"first\nsecond"'].map((field) => {
  const text = `id,text\n1,${field}\n`
  const rows = csvjson.toObject(text, { quote: true })
  console.log(JSON.stringify(text).padEnd(40), "->", JSON.stringify(rows))
  return rows.map((row) => row.text).join("|")
})
const [comma, quotes, lines] = found
const written = csvjson.toCSV([{ id: 1, text: 'say "yes"' }], { headers: "key", wrap: true })
console.log(JSON.stringify(written))
const isUnescaped = written.endsWith('"say "yes""')
process.exit(comma === "yes, please" && !quotes.includes("say") && !lines.includes("second") && isUnescaped ? 0 : 1)
EOF
node check.mjs
