#!/bin/sh
# @aws-lambda-powertools/jmespath 2.36.0 (npm)
#
# One would guess: map(&cost, calls) gives the cost of each call, as the specification of JMESPath has it: null only
# where there is none.
# What happens: a cost of 0, an empty text and false become null too. calls[*].cost, in the same package, keeps them.
# Whom it affects: whoever takes values out of an event with map() in a Lambda function: "not one seat" and "not known"
# are the same, and a sum of them is an error.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @aws-lambda-powertools/jmespath@2.36.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { search } from "@aws-lambda-powertools/jmespath"

const calls = [{ cost: 0 }, { cost: 5 }, { cost: false }, { cost: "" }, {}]
const [mapped, projected] = ["map(&cost, @)", "[*].cost"].map((expression) => {
  const found = JSON.stringify(search(expression, calls))
  console.log(expression.padEnd(14), "->", found)
  return found
})
process.exit(mapped === "[null,5,null,null,null]" && projected === '[0,5,false,""]' ? 0 : 1)
EOF
node check.mjs
