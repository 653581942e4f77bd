#!/bin/sh
# semantic-sdp 3.31.1 (npm)
#
# One would guess: SDPInfo.parse(sdp).toString() has the events of the text: "a=fmtp:101 0-16", by which RFC 4733
# says which keys of a phone are understood.
# What happens: it becomes "a=fmtp:101 0-16=", with an equals sign, which is no list of events.
# Whom it affects: calls that are connected through a server with this package: the other side may take it that no
# key is understood, so that nobody can press 1.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund semantic-sdp@3.31.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import semantic from "semantic-sdp"

const lines = ["v=0", "o=- 1 2 IN IP4 192.0.2.1", "s=-", "t=0 0", "m=audio 9 UDP/TLS/RTP/SAVPF 101"]
lines.push("c=IN IP4 0.0.0.0", "a=ice-ufrag:abcd", "a=ice-pwd:0012345678901234567890ab", "a=setup:actpass", "a=mid:0")
lines.push("a=fingerprint:sha-256 AA:BB", "a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-16", "")
const written = semantic.SDPInfo.parse(lines.join("\r\n")).toString().split("\r\n")
const format = (text) => text.find((line) => line.startsWith("a=fmtp:"))
console.log("read:   ", format(lines))
console.log("written:", format(written))
process.exit(format(written) === "a=fmtp:101 0-16=" ? 0 : 1)
EOF
node check.mjs
