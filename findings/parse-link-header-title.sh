#!/bin/sh
# parse-link-header 2.0.0 (npm)
#
# One would guess: the title of a link is what stands between its quotes: title="Calls; page 2".
# What happens: it ends at the semicolon: "Calls". A comma or a "rel=" in the title does no harm, and the
# address may have semicolons.
# Whom it hurts: whoever shows the titles of links, or finds a link by its title: what differs after the
# semicolon is lost, without an error.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund parse-link-header@2.0.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import parse from "parse-link-header"

const titles = ["Calls, page 2", "Calls; page 2"].map((title) => {
  const links = parse(`<https://api.example/calls?page=2>; title="${title}"; rel="next"`)
  console.log(JSON.stringify(title), "=>", JSON.stringify(links.next.title))
  return links.next.title
})
process.exit(titles.join("|") === "Calls, page 2|Calls" ? 0 : 1)
EOF
node check.mjs
