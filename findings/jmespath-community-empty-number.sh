#!/bin/sh
# @jmespath-community/jmespath 1.3.0 (npm)
#
# One would guess: to_number('') is null. The specification of JMESPath takes what follows json-number, and gives null
# for any other text; Python's jmespath does.
# What happens: an empty text, and one of spaces, is 0, and '0x10' is 16. Other words are null. jmespath 0.16.0 does the
# same.
# Whom it affects: whoever reads columns of a spreadsheet or a form: fields that nobody filled in count as 0, in an
# average for example.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @jmespath-community/jmespath@1.3.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { search } from "@jmespath-community/jmespath"

const rating = ["12", "", "  ", "0x10", "none"]
const numbers = rating.map((text) => search(text, "to_number(@)"))
rating.forEach((text, index) => console.log(JSON.stringify(text).padEnd(8), "->", numbers[index]))
console.log('the average of "4" and "" is', search(["4", ""], "avg([*].to_number(@))"))
process.exit(JSON.stringify(numbers) === "[12,0,0,16,null]" ? 0 : 1)
EOF
node check.mjs
