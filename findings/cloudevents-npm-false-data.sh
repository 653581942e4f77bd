#!/bin/sh
# cloudevents 10.0.0 (npm): HTTP.structured() and HTTP.toEvent()
#
# One would guess: an event whose data is false is one whose data is false once it was written and read.
# What happens: the data is there in what is written, and undefined in what is read; also with 0 and "".
# Whom it hurts: whoever sends a yes or no, a count or a text as the data of an event: "no", "none" and "nothing
# said" arrive as an event without data, "yes" and 1 as they are.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund cloudevents@10.0.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { CloudEvent, HTTP } from "cloudevents"

const read = [true, 1, "x", [], false, 0, ""].map((data) => {
  const message = HTTP.structured(new CloudEvent({ type: "call.ended", source: "/calls", data }))
  const event = HTTP.toEvent(message)
  console.log("written:", JSON.stringify(JSON.parse(message.body).data), "read:", JSON.stringify(event.data))
  return event.data
})
const kept = JSON.stringify(read.slice(0, 4)) === '[true,1,"x",[]]'
process.exit(kept && read.slice(4).every((data) => data === undefined) ? 0 : 1)
EOF
node check.mjs
