#!/bin/sh
# junit2json 4.0.0 (npm)
#
# One would guess: names of suites and of test cases stay text; only counts and times become numbers.
# What happens: any attribute that begins like a number becomes one, and what stands behind the first
# digits is lost: the suite "3.10" is 3.1, the cases "1e3" and "1.0" are both 1, "0x1F" is 0.
# Whom it hurts: whoever joins results of a matrix by name, or finds a test again by it: a run on
# Python 3.10 is filed under 3.1, and two cases become one.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund junit2json@4.0.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { parse } from "junit2json"

const names = ["1e3", "1.0", "0x1F", "12345678901234567890", "a name"]
const cases = names.map((name) => `<testcase name="${name}"/>`).join("")
const { testsuite } = await parse(`<testsuites><testsuite name="3.10">${cases}</testsuite></testsuites>`)
const found = [testsuite[0].name, ...testsuite[0].testcase.map((each) => each.name)]
console.log("written:", JSON.stringify(["3.10", ...names]))
console.log("read:   ", JSON.stringify(found))
process.exit(JSON.stringify(found) === JSON.stringify([3.1, 1, 1, 0, 12345678901234567890, "a name"]) ? 0 : 1)
EOF
node check.mjs
