#!/bin/sh
# ical-toolkit 1.0.9 (npm): parseToJSON()
#
# One would guess: a calendar with two events has two, whether or not the first has an alarm in it, as RFC 5545,
# section 3.6.6, allows.
# What happens: the event behind one with an alarm is missing. So is what comes after it, in the same calendar.
# Nothing is said.
# Whom it affects: whoever reads the calendar of a person for free times: most programs put a reminder into each
# event.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund ical-toolkit@1.0.9
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import toolkit from "ical-toolkit"

const alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "DESCRIPTION:soon", "END:VALARM"]
const event = (uid, inside) => ["BEGIN:VEVENT", `UID:${uid}`, "DTSTART:20260301T090000Z", ...inside, "END:VEVENT"]

const found = [[], alarm].map((inside) => {
  const events = [event("one", inside), event("two", []), event("three", [])].flat()
  const text = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN", ...events, "END:VCALENDAR", ""].join("\r\n")
  const [calendar] = toolkit.parseToJSON(text).VCALENDAR
  const names = calendar.VEVENT.map((each) => each.UID).join()
  console.log(inside.length ? "with an alarm:   " : "without an alarm:", names)
  return names
})
process.exit(found[0] === "one,two,three" && found[1] !== "one,two,three" ? 0 : 1)
EOF
node check.mjs
