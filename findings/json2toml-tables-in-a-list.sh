#!/bin/sh
# json2toml 6.1.2 (npm)
#
# One would guess: an object within an object of a list is written as a table of that one, [routes.limits], as TOML
# 1.0.0 ("Array of Tables") has it.
# What happens: it is written as [limits], a table of the document. With one route the limits stand at the top, and
# the route has none; with two the table is there twice, and the file cannot be read. An empty object is not written
# at all.
# Whom it affects: whoever turns the configuration of a gateway or a build into TOML: settings move or are lost.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund json2toml@6.1.2 smol-toml@1.9.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { createRequire } from "node:module"
import { parse } from "smol-toml"

const json2toml = createRequire(import.meta.url)("json2toml")
const routes = [{ name: "calls", limits: { perMinute: 60 } }, { name: "agents", limits: { perMinute: 5 } }]
const found = [routes.slice(0, 1), routes].map((list) => {
  const written = json2toml({ routes: list })
  console.log(JSON.stringify(written))
  try {
    return JSON.stringify(parse(written))
  } catch (error) {
    return "an error"
  }
})
for (const read of found) console.log("read:", read)
const isMoved = found[0] === '{"routes":[{"name":"calls"}],"limits":{"perMinute":60}}'
process.exit(isMoved && found[1] === "an error" && json2toml({ empty: {} }) === "" ? 0 : 1)
EOF
node check.mjs
