#!/bin/sh
# ts-jsonapi 2.1.3 (npm): Deserializer
#
# One would guess: a resource that is referred to twice is the same both times.
# What happens: the first time it has its relationships, and the second time its attributes alone: an agent whose
# owner is included has no owner where a second relationship of the same call refers to it. The order within the
# document decides.
# Whom it affects: clients of a JSON:API: whether data are there depends on what else the same resource refers to.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund ts-jsonapi@2.1.3
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.cjs <<'EOF'
const { Deserializer } = require("ts-jsonapi")

const agent = { data: { type: "agents", id: "1" } }
const owner = { data: { type: "users", id: "1" } }
const document = {
  data: { type: "calls", id: "1", attributes: { length: 5 }, relationships: { first: agent, last: agent } },
  included: [
    { type: "agents", id: "1", attributes: { name: "Ada" }, relationships: { owner } },
    { type: "users", id: "1", attributes: { name: "Bob" } },
  ],
}
async function run() {
  const call = await new Deserializer().deserialize(document)
  console.log("first:", JSON.stringify(call.first))
  console.log("last: ", JSON.stringify(call.last))
  process.exit(call.first.owner?.name === "Bob" && call.last.name === "Ada" && !("owner" in call.last) ? 0 : 1)
}
run()
EOF
node check.cjs
