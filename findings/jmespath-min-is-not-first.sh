#!/bin/sh
# jmespath 0.16.0 and @jmespath-community/jmespath 1.3.0 (npm)
#
# One would guess: min(names) is the first of sort(names). The specification of JMESPath sorts texts by their code
# points, so that capitals come first.
# What happens: min() and max() compare as the locale of the machine does, sort() by code points: of b, a and C the
# smallest is a, and the first is C. Python's jmespath says C both times.
# Whom it affects: whoever takes the oldest version, the first key or the like with min(): the answer differs from that
# of the sorted list, and of the aws command line.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund jmespath@0.16.0 @jmespath-community/jmespath@1.3.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { search as searchCommunity } from "@jmespath-community/jmespath"
import jmespath from "jmespath"

const names = ["b", "a", "C"]
const expression = "[min(@), sort(@)[0], max(@), sort(@)[-1]]"
const found = [jmespath.search, searchCommunity].map((search) => search(names, expression).join(" "))
for (const line of found) console.log(expression, "->", line)
process.exit(found.every((line) => line === "a C C b") ? 0 : 1)
EOF
node check.mjs
