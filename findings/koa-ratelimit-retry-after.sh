#!/bin/sh
# koa-ratelimit 6.0.0 (npm), with koa 3.3.0
#
# One would guess: a request that is repeated after the seconds of Retry-After is served.
# What happens: the seconds are rounded down, so that it comes too early, by up to a second, and is
# rejected again: in the last second of the limit with "Retry-After: 0".
# Whom it hurts: clients that keep to Retry-After: each uses up one more attempt than it should, and with a
# 0 as many as it has, at once.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund koa-ratelimit@6.0.0 koa@3.3.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import Koa from "koa"
import ratelimit from "koa-ratelimit"

const app = new Koa()
app.use(ratelimit({ driver: "memory", db: new Map(), duration: 1900, max: 1, id: () => "one client" }))
app.use((context) => (context.body = "served"))
const server = app.listen(0, "127.0.0.1")
await new Promise((resolve) => server.once("listening", resolve))
const ask = async () => {
    const response = await fetch(`http://127.0.0.1:${server.address().port}/`)
    console.log(response.status, "Retry-After:", response.headers.get("retry-after"))
    return [response.status, response.headers.get("retry-after")]
}
const first = await ask()
const second = await ask()
await new Promise((resolve) => setTimeout(resolve, 1000 * second[1]))
const third = await ask()
server.close()
process.exit(JSON.stringify([first, second, third]) === '[[200,null],[429,"1"],[429,"0"]]' ? 0 : 1)
EOF
node check.mjs
