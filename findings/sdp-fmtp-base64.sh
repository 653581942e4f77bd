#!/bin/sh
# sdp 3.2.2 (npm): parseFmtp() and writeFmtp(), which webrtc-adapter is based on
#
# One would guess: a parameter of a format is kept whole, such as the sprop-parameter-sets of H.264, which are
# base64 (RFC 6184, section 8.1).
# What happens: a value ends at its first equals sign, so the padding at the end of base64 is lost.
# Whom it affects: whoever changes the parameters of a video format: the other side gets sets that it cannot
# decode, and shows no picture, or must wait for one in the stream.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund sdp@3.2.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import sdp from "sdp"

const line = "a=fmtp:96 packetization-mode=1;sprop-parameter-sets=Z0IACpZTBYmI,aMljiA=="
const parameters = sdp.parseFmtp(line)
const written = sdp.writeFmtp({ payloadType: 96, parameters }).trim()
console.log("read:   ", line)
console.log("written:", written)
process.exit(written === line.slice(0, -2) ? 0 : 1)
EOF
node check.mjs
