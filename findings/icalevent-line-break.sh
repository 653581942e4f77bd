#!/bin/sh
# icalevent 0.3.2 (npm)
#
# One would guess: a description of two lines is written with \n between them, and a comma as \, as RFC 5545, section
# 3.3.11, has it for texts.
# What happens: the second line stands on a line of its own in the file, where a property has to stand. Others reject
# the whole file; if the text has a colon, as in "Dial in: 4711", it becomes a property of the event.
# Whom it affects: whoever sends invitations with notes of more than one line: calendars say that the file is broken.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund icalevent@0.3.2 ical.js@2.2.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import ICAL from "ical.js"
import ICalEvent from "icalevent"

const instant = "2026-03-01T09:00:00Z"
const found = ["Your call with support", "Your call with support\nPlease be on time"].map((description) => {
  const file = new ICalEvent({ offset: 0, start: instant, end: instant, timezone: "UTC", description }).toFile()
  try {
    const event = new ICAL.Component(ICAL.parse(file)).getFirstSubcomponent("vevent")
    return event.getFirstPropertyValue("description")
  } catch (error) {
    return error.message
  }
})
for (const line of found) console.log("ical.js reads:", line)
process.exit(found[0] === "Your call with support" && found[1].startsWith("invalid line") ? 0 : 1)
EOF
node check.mjs
