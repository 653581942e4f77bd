#!/bin/sh
# subtitles-parser-vtt 0.1.0 (npm)
#
# One would guess: toVtt() gives a WebVTT file: WEBVTT in the first line, and a point before the milliseconds.
# What happens: it gives an SRT file, without the first line and with commas. Its own fromVtt() reads that; others
# take no cue from it. fromVtt() adds cues without a number, and those with a name, to the text of the one before.
# Whom it affects: whoever changes captions for a web page: browsers do not show them.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund subtitles-parser-vtt@0.1.0 webvtt-parser@2.2.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { createRequire } from "node:module"

const require = createRequire(import.meta.url)
const captions = require("subtitles-parser-vtt")
const { WebVTTParser } = require("webvtt-parser")

const file = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nHello\n\n2\n00:00:03.000 --> 00:00:04.000\nGoodbye\n"
const written = captions.toVtt(captions.fromVtt(file, "ms"))
console.log(JSON.stringify(written))
const [before, after] = [file, written].map((text) => new WebVTTParser().parse(text, "metadata"))
console.log("before:", before.cues.length, "cues,", before.errors.length, "errors")
console.log("after: ", after.cues.length, "cues,", after.errors.length, "errors")
process.exit(!written.startsWith("WEBVTT") && written.includes("00:00:01,000") && after.errors.length > 0 ? 0 : 1)
EOF
node check.mjs
