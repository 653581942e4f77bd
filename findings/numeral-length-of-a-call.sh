#!/bin/sh
# numeral 2.0.6 (npm): format("00:00:00")
#
# One would guess: 59.6 seconds are 0:00:59 or 0:01:00, and an offset of -61 seconds is -0:01:01.
# What happens: they are 0:00:60, and -1:58:59: the hours, the minutes and the seconds are rounded each for
# itself, the first two downwards, also below zero.
# Whom it hurts: whoever shows the length of calls, which is measured in milliseconds, or the time that is left.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund numeral@2.0.6
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import numeral from "numeral"

const shown = [59, 59.6, 61, -61].map((seconds) => {
  const text = numeral(seconds).format("00:00:00")
  console.log(seconds, "=>", text)
  return text
})
process.exit(shown.join(" ") === "0:00:59 0:00:60 0:01:01 -1:58:59" ? 0 : 1)
EOF
node check.mjs
