#!/bin/sh
# subsrt-ts 2.1.2 (npm)
#
# One would guess: build(parse(text)) of WebVTT keeps who speaks: "<v Agent>hello" is the voice of the agent.
# What happens: the tags are in "content" of what is parsed, but what is built is "text", which has none: the
# speakers are gone.
# Whom it hurts: whoever shifts or converts the transcript of a call with two sides: afterwards nobody can tell
# who said what.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund subsrt-ts@2.1.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import * as subsrt from "subsrt-ts"

const { parse, build } = subsrt.default?.parse ? subsrt.default : subsrt
const before = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Agent>hello\n\n00:00:02.000 --> 00:00:03.000\n<v User>hi\n"
const captions = parse(before, { format: "vtt" })
const after = build(captions, { format: "vtt" })
const said = (text) => text.split(/\r?\n/).filter((line) => /hello|hi/.test(line)).join(" | ")
console.log("read:   ", said(before))
console.log("written:", said(after))
process.exit(said(after) === "hello | hi" ? 0 : 1)
EOF
node check.mjs
