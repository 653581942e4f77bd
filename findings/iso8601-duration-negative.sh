#!/bin/sh
# iso8601-duration 2.1.4 (npm)
#
# One would guess: "-PT15M", which its documentation says is not supported yet, is an error, as other texts are
# that it cannot read.
# What happens: it is read as fifteen minutes: the sign is accepted and dropped.
# Whom it affects: whoever counts with durations of a calendar or of another service, where a reminder has
# -PT15M: it comes a quarter of an hour after the call and not before it.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund iso8601-duration@2.1.4
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import duration from "iso8601-duration"

const seconds = (text) => duration.toSeconds(duration.parse(text))
console.log(" PT15M:", seconds("PT15M"), "seconds")
console.log("-PT15M:", seconds("-PT15M"), "seconds")
process.exit(seconds("-PT15M") === 900 ? 0 : 1)
EOF
node check.mjs
