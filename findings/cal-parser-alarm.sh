#!/bin/sh
# cal-parser 1.0.2 (npm)
#
# One would guess: the description of an event is its own. An alarm, which RFC 5545, section 3.6.6, lets stand within
# an event, has a description of its own too.
# What happens: the alarm's takes its place, "Reminder" with most programs, and begin, end, trigger and action become
# properties of the event. Of several attendees the last one is left.
# Whom it affects: whoever shows the appointments of a calendar: the notes, with the number to dial, are gone.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund cal-parser@1.0.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { parseString } from "cal-parser"

const alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "DESCRIPTION:Reminder", "END:VALARM"]
const found = [[], alarm].map((inside) => {
  const event = ["BEGIN:VEVENT", "UID:1", "DTSTART:20260301T090000Z", "DESCRIPTION:Dial 4711", ...inside, "END:VEVENT"]
  const { events } = parseString(["BEGIN:VCALENDAR", "VERSION:2.0", ...event, "END:VCALENDAR", ""].join("\r\n"))
  console.log(inside.length ? "with an alarm:   " : "without an alarm:", JSON.stringify(events[0]))
  return events[0].description.value
})
process.exit(found.join() === "Dial 4711,Reminder" ? 0 : 1)
EOF
node check.mjs
