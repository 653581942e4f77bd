#!/bin/sh
# ulid 3.0.2 (npm)
#
# One would guess: ulid(0) is an id of the year 1970, and so the lowest of all, as ulid(1) is one of that year.
# What happens: it is an id of the present: 0 is taken for no time.
# Whom it hurts: whoever asks a store for all ids since the beginning, from ulid(0) on: it finds none of those
# that are there.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund ulid@3.0.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { decodeTime, ulid } from "ulid"

const years = [1, 0].map((time) => {
  const id = ulid(time)
  console.log(`ulid(${time}):`, id, new Date(decodeTime(id)).toISOString())
  return new Date(decodeTime(id)).getUTCFullYear()
})
process.exit(years[0] === 1970 && years[1] > 2020 ? 0 : 1)
EOF
node check.mjs
