#!/bin/sh
# joi-to-json 5.0.5 (npm), with joi 18.3.2
#
# One would guess: Joi.string().regex(/^call_/i) becomes "pattern": "^call_", or a pattern for both cases, or an
# error: JSON Schema has no flags.
# What happens: the pattern is "^call_/i": the end of the literal is taken for a part of it, so that "call_1" is
# rejected. Without a flag the pattern is right.
# Whom it affects: whoever publishes a contract made from Joi: what the server accepts, a client or a test by
# the contract rejects.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund joi-to-json@5.0.5 joi@18.3.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import Joi from "joi"
import parse from "joi-to-json"

const literals = [/^call_/, /^call_/i]
const patterns = literals.map((literal) => {
  const type = Joi.string().regex(literal)
  const { pattern } = parse(type)
  const accepted = new RegExp(pattern, "u").test("call_1")
  console.log(String(literal).padEnd(10), '"call_1" is valid for Joi:', !type.validate("call_1").error)
  console.log(pattern.padEnd(10), '"call_1" is valid by the pattern:', accepted)
  return pattern
})
process.exit(patterns.join(" ") === "^call_ ^call_/i" ? 0 : 1)
EOF
node check.mjs
