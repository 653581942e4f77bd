#!/bin/sh
# rtp-parser 1.0.0 (npm)
#
# One would guess: the contributing sources of an RTP packet are read from the bytes behind the fixed header, as RFC
# 3550, section 5.1, draws it, and the payload is without the padding that the header announces.
# What happens: they are read three bytes too early, so that none is right. Padding and the header extension are
# handed out as the beginning and the end of the payload.
# Whom it affects: whoever reads the audio of a conference bridge or an SBC: speakers are not recognized, and the
# decoder gets bytes that are no audio. rtp.js reads the same packet right.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund rtp-parser@1.0.0 rtp.js@0.15.5
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import parser from "rtp-parser"
import { packets } from "rtp.js"

// version 2, padding, extension and one source; payload type 0; the extension has one word; four bytes of audio
const hex = ["b1000001", "000000a0", "deadbeef", "00000001", "bede0001", "10550000", "09080706", "00000004"].join("")
const bytes = Buffer.from(hex, "hex")

const one = parser.parseRtpPacket(bytes)
const other = new packets.RtpPacket(new DataView(Uint8Array.from(bytes).buffer))
const { buffer, byteOffset, byteLength } = other.getPayload()
const audio = Buffer.from(buffer, byteOffset, byteLength).toString("hex")
console.log("rtp.js:     sources", other.getCsrcs(), "payload", audio)
console.log("rtp-parser: sources", one.csrc, "payload", one.payload.toString("hex"))
const isRight = other.getCsrcs().join() === "1" && audio === "09080706"
process.exit(isRight && one.csrc.join() !== "1" && one.payload.length === 16 ? 0 : 1)
EOF
node check.mjs
