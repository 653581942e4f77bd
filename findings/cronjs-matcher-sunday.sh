#!/bin/sh
# @datasert/cronjs-matcher 1.4.0 (npm), which finds the times of a cron expression
#
# One would guess: "0 0 * * 5-7" is Friday, Saturday and Sunday, since "7" and "6,7" have the Sunday.
# What happens: Sunday is missing, in 1-7 as well, which is meant to be every day, and in FRI-SUN.
# Whom it affects: whoever plans something for each weekend: nothing comes on Sundays, and no error is raised.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @datasert/cronjs-matcher@1.4.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import matcher from "@datasert/cronjs-matcher"

const days = ["0 0 * * 6,7", "0 0 * * 5-7", "0 0 * * 1-7", "0 0 * * FRI-SUN"].map((expression) => {
  const options = { startAt: "2026-12-01T00:00:00Z", matchCount: 20, timezone: "UTC" }
  const found = new Set(matcher.getFutureMatches(expression, options).map((time) => new Date(time).getUTCDay()))
  console.log(expression.padEnd(16), "on the days", [...found].sort().join(" "))
  return found.has(0)
})
process.exit(days.join() === "true,false,false,false" ? 0 : 1)
EOF
node check.mjs
