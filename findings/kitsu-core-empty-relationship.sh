#!/bin/sh
# kitsu-core 11.1.0 (npm): deserialise()
#
# One would guess: an empty relationship to one resource, which JSON:API writes as "data": null, is read as null, or
# as {data: null}, as one to many is read as {data: []}.
# What happens: it is {}, an object that says nothing. It cannot be told from one whose data the server did not send,
# and if (call.owner) is true.
# Whom it affects: clients that show who a thing belongs to, or send the resource back: "nobody" becomes "not known".
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund kitsu-core@11.1.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { deserialise } from "kitsu-core"

const relationships = { owner: { data: null }, agent: { data: { type: "agents", id: "1" } }, tags: { data: [] } }
const read = await deserialise({ data: { type: "calls", id: "1", attributes: { length: 5 }, relationships } })
for (const name of ["owner", "agent", "tags"]) console.log(name.padEnd(5), "->", JSON.stringify(read.data[name]))
const { owner, agent, tags } = read.data
process.exit(JSON.stringify(owner) === "{}" && agent.data.id === "1" && tags.data.length === 0 ? 0 : 1)
EOF
node check.mjs
