#!/bin/sh
# rfc5646 3.0.0 (npm), a parser of language tags
#
# One would guess: a tag as a text is the tag that was given: "en-US-x-twain", an example of RFC 5646.
# What happens: the private part is there twice, "en-US-x-twain-twain", which is a valid tag, but
# another one. "zh-Hant-TW" and "es-419" stay as they are.
# Whom it hurts: whoever sends the language of a user on to another service, or keeps texts by language: the
# tag with a private part is not found, and gets longer with each step.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund rfc5646@3.0.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import rfc5646 from "rfc5646"

const Tag = rfc5646.RFC5646LanguageTag ?? rfc5646
const written = ["es-419", "zh-Hant-TW", "en-US-x-twain"].map((tag) => {
  const text = new Tag(tag).toString()
  console.log(tag, "=>", text, "=>", new Tag(text).toString())
  return text
})
process.exit(written.join() === "es-419,zh-Hant-TW,en-US-x-twain-twain" ? 0 : 1)
EOF
node check.mjs
