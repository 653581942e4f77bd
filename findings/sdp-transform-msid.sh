#!/bin/sh
# sdp-transform 3.0.0 (npm)
#
# One would guess: write(parse(sdp)) has the media stream ids of the text. RFC 8830 makes them of the
# characters of a token, which has a full stop, a plus sign and others.
# What happens: an id ends at the first character that is no letter, digit, underscore or hyphen, and the
# rest of the line is lost: "a=msid:stream.1 track+2" is written as "a=msid:stream undefined".
# Whom it hurts: whoever changes a session description on its way to a browser, to prefer a codec for
# instance: all streams of one user, named user.1 and user.2, become one, and the tracks lose their ids.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund sdp-transform@3.0.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import sdp from "sdp-transform"

const before = ["v=0", "o=- 1 2 IN IP4 192.0.2.1", "s=-", "t=0 0", "m=audio 9 RTP/AVP 0", "a=msid:stream.1 track+2", ""]
const after = sdp.write(sdp.parse(before.join("\r\n"))).split("\r\n")
const ids = (lines) => lines.find((line) => line.startsWith("a=msid:"))
console.log("read:   ", ids(before))
console.log("written:", ids(after))
process.exit(ids(after) === "a=msid:stream undefined" ? 0 : 1)
EOF
node check.mjs
