#!/bin/sh
# cloudevents 10.0.0 (npm): HTTP.binary() and HTTP.toEvent()
#
# One would guess: data that is a text stays one, whatever it says. Its type is JSON unless one says otherwise,
# and as JSON a text stands in quotes.
# What happens: a text is written without quotes, so that one that looks like an object, '{"a": 1}', is read as
# an object, and any other body, such as hello, is no JSON although the header says so. HTTP.structured() keeps
# both.
# Whom it hurts: whoever sends what a caller or a model said: the receiver gets a text or an object, depending on
# what was said.
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

const found = []
for (const mode of ["structured", "binary"]) {
  for (const data of ["hello", '{"a": 1}']) {
    const message = HTTP[mode](new CloudEvent({ type: "call.said", source: "/calls", data }))
    const read = HTTP.toEvent(message).data
    console.log(mode, JSON.stringify(data), "=> body", mode === "binary" ? message.body : "...", "=> read", typeof read)
    found.push(mode === "binary" ? `${message.body} ${message.headers["content-type"]} ${typeof read}` : typeof read)
  }
}
const type = "application/json; charset=utf-8"
const expected = ["string", "string", `hello ${type} string`, `{"a": 1} ${type} object`]
process.exit(found.join("|") === expected.join("|") ? 0 : 1)
EOF
node check.mjs
