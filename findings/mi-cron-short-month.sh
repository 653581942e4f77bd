#!/bin/sh
# @cheap-glitch/mi-cron 1.0.1 (npm), a parser of cron expressions
#
# One would guess: "0 0 31 * *" comes next on 31 December, if it is the middle of November.
# What happens: it comes on 1 December: what a month does not have is counted on into the next one. "0 0 29 2 *"
# comes on 1 March in 2027.
# Whom it affects: whoever plans something for the last days of a month: it comes late, and in December
# twice.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @cheap-glitch/mi-cron@1.0.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { parseCron } from "@cheap-glitch/mi-cron"

const next = [["0 0 31 * *", "2026-11-15"], ["0 0 31 * *", "2026-12-15"], ["0 0 29 2 *", "2027-02-15"]].map(
  ([expression, from]) => {
    const date = parseCron.nextDate(parseCron(expression), new Date(from))
    const { 0: day } = date.toISOString().split("T")
    console.log(expression, "after", from, "comes on", day)
    return day
  },
)
process.exit(next.join() === "2026-12-01,2026-12-31,2027-03-01" ? 0 : 1)
EOF
node check.mjs
