#!/bin/sh
# @plussub/srt-vtt-parser 2.0.5 (npm)
#
# One would guess: "00:01.000 --> 00:02.050 align:start" ends after 2.05 seconds. WebVTT has the settings of a
# cue on that line.
# What happens: the end is NaN, and the beginning is right.
# Whom it hurts: whoever shows captions that were written by a recorder that says where they stand, as many do:
# no cue ever ends, since a comparison with NaN is false.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @plussub/srt-vtt-parser@2.0.5
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { parse } from "@plussub/srt-vtt-parser"

const ends = ["00:02.050", "00:02.050 align:start"].map((end) => {
  const { entries } = parse(`WEBVTT\n\n00:01.000 --> ${end}\nhello\n`)
  console.log(end, "=>", entries[0].from, "to", entries[0].to)
  return entries[0].to
})
process.exit(ends[0] === 2050 && Number.isNaN(ends[1]) ? 0 : 1)
EOF
node check.mjs
