#!/bin/sh
# @aws-lambda-powertools/jmespath 2.36.0 (npm)
#
# One would guess: a query leaves the document as it is; JMESPath has nothing that changes one.
# What happens: reverse() and sort() turn round, or sort, the list within the document itself. A later query for the
# last item of it finds the first.
# Whom it affects: handlers that query an event twice, or go on with it afterwards: the order of the messages of a call
# depends on which queries ran before.
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

const event = { turns: ["hello", "how can I help?", "a table for two"], scores: [3, 1, 2] }
const before = search("turns[-1]", event)
search("reverse(turns)", event)
search("sort(scores)", event)
const after = search("turns[-1]", event)
console.log("the last turn before:", before)
console.log("the last turn after: ", after)
console.log("the scores after:    ", event.scores.join())
process.exit(before === "a table for two" && after === "hello" && event.scores.join() === "1,2,3" ? 0 : 1)
EOF
node check.mjs
