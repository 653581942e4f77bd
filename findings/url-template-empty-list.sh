#!/bin/sh
# url-template 3.1.1 (npm)
#
# One would guess: {?tags} of an empty list is left out. RFC 6570, section 2.3: a variable is undefined
# if its list has no members.
# What happens: it becomes ?tags=, a parameter with an empty text; with {?tags*} it is left out.
# Whom it hurts: whoever sends filters to an API by its templates: without a tag chosen, the server is
# asked for what has the empty tag, and finds nothing.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund url-template@3.1.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { parseTemplate } from "url-template"

const found = ["/items{?tags}", "/items{?tags*}"].map((each) => parseTemplate(each).expand({ tags: [] }))
const missing = parseTemplate("/items{?tags}").expand({})
console.log("{?tags} of []: ", found[0])
console.log("{?tags*} of []:", found[1])
console.log("{?tags} of no value:", missing)
process.exit(found[0] === "/items?tags=" && found[1] === "/items" && missing === "/items" ? 0 : 1)
EOF
node check.mjs
