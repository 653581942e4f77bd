#!/bin/sh
# to-csv 0.1.1 (npm)
#
# One would guess: it makes a text of the objects, and leaves them as they are.
# What happens: each text with a comma, a quote or a line break is replaced in the caller's own objects by the text
# with quotes round it. Called twice, for a preview and for the file say, it writes them twice. A quote becomes \" where
# RFC 4180, section 2 (7), doubles it.
# Whom it affects: whoever exports records and goes on with them: what is saved or sent afterwards has quotes that
# nobody wrote.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund to-csv@0.1.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import toCSV from "to-csv"

const call = { id: "call_1", note: "yes, please" }
const texts = [toCSV([call]), toCSV([call])]
for (const text of texts) console.log(JSON.stringify(text))
console.log("the record is now", JSON.stringify(call))
process.exit(call.note !== "yes, please" && call.note.includes("yes, please") && texts[0] !== texts[1] ? 0 : 1)
EOF
node check.mjs
