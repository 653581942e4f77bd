#!/bin/sh
# ical2json 5.0.0 (npm)
#
# One would guess: a parameter in quotes may have a colon and a semicolon in it. RFC 5545, section 3.2, has the quotes
# for just that.
# What happens: the line is cut at the first semicolon and colon within the quotes. Of an attendee named "Sales:
# North" the name is the first half, and the address is the other half, with the rest of the line.
# Whom it affects: whoever reads who takes part in a meeting: invitations go to an address that is none.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund ical2json@5.0.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { convert } from "ical2json"

const found = ['"Sales North"', '"Sales: North"', '"Doe; John"'].map((name) => {
  const line = `ATTENDEE;CN=${name};ROLE=CHAIR:mailto:sales@example.com`
  const { VEVENT } = convert(["BEGIN:VEVENT", "UID:1", line, "END:VEVENT", ""].join("\r\n"))
  console.log(line)
  console.log("  ", JSON.stringify(VEVENT[0].ATTENDEE))
  return VEVENT[0].ATTENDEE._
})
const [plain, colon, semicolon] = found
process.exit(plain === "mailto:sales@example.com" && colon !== plain && semicolon === plain ? 0 : 1)
EOF
node check.mjs
