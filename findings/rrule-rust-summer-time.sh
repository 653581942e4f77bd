#!/bin/sh
# rrule-rust 3.1.1 (npm)
#
# One would guess: "every hour" goes on, one hour after the other, when the clocks are put forward. RFC 5545, section
# 3.3.10, ignores local times that do not exist, and does not count them.
# What happens: the hour that does not exist is counted, as the one after it, which comes once more: 00:30, 01:30,
# 03:30, 03:30. Every 30 minutes goes back: 01:30, 03:00, 03:30, 03:00. rrule-temporal has each once.
# Whom it affects: whoever plans repeated calls or jobs: in that night they run twice, and a list of them is out of
# order.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund rrule-rust@3.1.1 rrule-temporal@2.2.8
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { RRuleTemporal } from "rrule-temporal"
import { RRuleSet } from "rrule-rust"

const series = [["20260308T003000", "FREQ=HOURLY;COUNT=4"], ["20260308T013000", "FREQ=MINUTELY;INTERVAL=30;COUNT=4"]]
const found = series.map(([start, rule]) => {
  const text = `DTSTART;TZID=America/New_York:${start}\nRRULE:${rule}`
  const rust = RRuleSet.fromString(text).all().map((date) => String(date).slice(9, 13))
  const temporal = new RRuleTemporal({ rruleString: text }).all().map((date) => date.toString().slice(11, 16))
  console.log(rule)
  console.log("  rrule-rust:    ", rust.join(" "))
  console.log("  rrule-temporal:", temporal.join(" "))
  return rust.join(" ")
})
process.exit(found.join() === "0030 0130 0330 0330,0130 0300 0330 0300" ? 0 : 1)
EOF
node check.mjs
