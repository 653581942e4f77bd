#!/bin/sh
# @aj-archipelago/subvibe 1.0.12 (npm), a parser of SRT and WebVTT
#
# One would guess: a cue whose text is "42" has the text "42", in WebVTT as in SRT.
# What happens: in WebVTT, a first line of a cue that is a number is dropped, and its text is empty. The same
# cue in SRT is read in full.
# Whom it hurts: whoever makes captions or transcripts of calls, in which people say a code, a room or an age
# and nothing else: just those answers are gone, without an error.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @aj-archipelago/subvibe@1.0.12
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { parse } from "@aj-archipelago/subvibe"

const texts = (text) => parse(text).cues.map((cue) => cue.text)
const vtt = texts("WEBVTT\n\n00:01.000 --> 00:02.000\nYour code?\n\n00:02.000 --> 00:03.000\n4711\n")
const srt = texts("1\n00:00:01,000 --> 00:00:02,000\nYour code?\n\n2\n00:00:02,000 --> 00:00:03,000\n4711\n")
console.log("WebVTT:", JSON.stringify(vtt))
console.log("SRT:   ", JSON.stringify(srt))
process.exit(vtt[1] === "" && srt[1] === "4711" ? 0 : 1)
EOF
node check.mjs
