#!/bin/sh
# subtitle-converter 3.0.12 (npm)
#
# One would guess: SRT and WebVTT have the same times, to the millisecond, so that the conversion changes the comma
# alone.
# What happens: of 1000 milliseconds 324 become one less: 00:00:01,001 is 00:00:01.000. What is computed in fractions
# of a second is cut off instead of rounded. From SRT to SRT nothing changes.
# Whom it affects: whoever joins a transcript with the events of a call by time, or compares two versions of it: a
# third of the cues begin elsewhere, and cues that met overlap or have a gap.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund subtitle-converter@3.0.12
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import converter from "subtitle-converter"

const changed = []
for (let part = 0; part < 1000; part++) {
  const time = `00:00:01,${String(part).padStart(3, "0")}`
  const { subtitle } = converter.convert(`1\n${time} --> 00:00:09,000\nhello\n`, ".vtt")
  const [written] = subtitle.match(/00:00:0[01]\.\d+/)
  if (written !== time.replace(",", ".")) changed.push([time, written])
}
for (const [time, written] of changed.slice(0, 3)) console.log(time, "->", written)
console.log(changed.length, "of 1000 changed")
process.exit(changed.length > 300 && changed.length < 350 ? 0 : 1)
EOF
node check.mjs
