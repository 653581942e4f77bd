#!/bin/sh
# ts-retry-promise 0.8.1 (npm): backoff "EXPONENTIAL"
#
# One would guess: with a delay of 20 ms, the pauses are 20, 40 and 80 ms: each is twice the one before.
# What happens: the second is 400 ms: the delay itself is raised to the power of the attempt. Of a delay of 250 ms,
# the square is 62.5 seconds.
# Whom it hurts: whoever retries a request for a few seconds: the second retry comes when the caller has hung up.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund ts-retry-promise@0.8.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { retry } from "ts-retry-promise"

const times = []
const fail = async () => { times.push(Date.now()); throw new Error("503") }
await retry(fail, { retries: 2, delay: 20, backoff: "EXPONENTIAL" }).catch(() => {})
const pauses = times.slice(1).map((time, index) => time - times[index])
console.log("pauses:", pauses.join(" and "), "ms")
process.exit(pauses[0] < 200 && pauses[1] >= 390 ? 0 : 1)
EOF
node check.mjs
