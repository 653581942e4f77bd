#!/bin/sh
# axios-retry-after 2.1.0 (npm)
#
# One would guess: a 429 with "Retry-After: 2592000" (30 days, a monthly quota) makes the
# interceptor wait for 30 days.
# What happens: it retries after 1 ms. The delay is passed to setTimeout, whose limit is 2^31 - 1
# ms, about 24.8 days; node sets a longer one to 1 ms and prints a TimeoutOverflowWarning. A delay
# of 20 days works.
# Whom it hurts: a server that asks its clients to stay away for a month gets the next request at
# once.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

npm install --prefix "$dir" --silent --no-audit --no-fund \
    axios-retry-after@2.1.0 >install.log 2>&1 ||
    { echo "cannot be tried here: node, npm or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
const interceptor = createRequire(import.meta.url)('axios-retry-after');
const manifest = JSON.parse(readFileSync('node_modules/axios-retry-after/package.json'));
console.log('axios-retry-after', manifest.version, 'node', process.version);

function wasRetriedWithinOneSecond(seconds) {
  return new Promise((resolve) => {
    const rejected = interceptor(async () => resolve(true));
    rejected({ config: {}, response: { status: 429, headers: { 'retry-after': String(seconds) } } });
    setTimeout(() => resolve(false), 1000);
  });
}
const days20 = await wasRetriedWithinOneSecond(20 * 86400);
const days30 = await wasRetriedWithinOneSecond(30 * 86400);
console.log('Retry-After of 20 days: retried within a second:', days20);
console.log('Retry-After of 30 days: retried within a second:', days30);
process.exit(!days20 && days30 ? 0 : 1);
EOF
node check.mjs
