#!/bin/sh
# cookie-tray 1.0.2 (npm): parse()
#
# One would guess: the value of a cookie goes on to the semicolon. RFC 6265, section 4.1.1, allows the equals sign in
# it, with which base64 ends.
# What happens: it ends before the first one: of "session=YWJj==" it is "YWJj", of "view=sort=name" it is "sort". A
# semicolon without a space behind it is part of the value.
# Whom it affects: whoever reads tokens or settings from cookies: a part of them is missing, and signatures do not
# match.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund cookie-tray@1.0.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { parse } from "cookie-tray"

const found = ["session=YWJj; b=2", "session=YWJj==; b=2", "view=sort=name", "a=1;b=2"].map((header) => {
  const read = JSON.stringify(parse(header))
  console.log(header.padEnd(19), "->", read)
  return read
})
const [plain, padded, pair, close] = found
const isCut = padded === '{"session":"YWJj","b":"2"}' && pair === '{"view":"sort"}' && close === '{"a":"1;b"}'
process.exit(plain === '{"session":"YWJj","b":"2"}' && isCut ? 0 : 1)
EOF
node check.mjs
