#!/bin/sh
# awesome-phonenumber 7.8.0 (npm), which is built from Google's libphonenumber
#
# One would guess: +800 1234 5678, an international freephone number, is valid, as it is for Google's library: E.164
# has codes that belong to no country.
# What happens: it is invalid for its country code, and so is a number of +870, which is for satellites. Both are
# valid for google-libphonenumber 3.2.47.
# Whom it affects: whoever checks numbers in E.164 by it: callers with these numbers are turned away.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund awesome-phonenumber@7.8.0 google-libphonenumber@3.2.47
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { parsePhoneNumber } from "awesome-phonenumber"
import google from "google-libphonenumber"

const util = google.PhoneNumberUtil.getInstance()
const seen = ["+14155552671", "+80012345678", "+870773111632"].map((number) => {
  const { valid, possibility } = parsePhoneNumber(number)
  const expected = util.isValidNumber(util.parse(number))
  console.log(number.padEnd(14), possibility.padEnd(21), "valid:", valid, " for Google's:", expected)
  return `${valid} ${expected}`
})
process.exit(seen.join() === "true true,false true,false true" ? 0 : 1)
EOF
node check.mjs
