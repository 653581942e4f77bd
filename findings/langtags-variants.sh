#!/bin/sh
# langtags 2017.10.1 (PyPI)
#
# One would guess: a tag as a text is the tag that was given: "sl-rozaj-biske", an example of RFC 5646.
# What happens: of several variants, only the last is left: "sl-biske". The tag is said to be valid before and
# afterwards, although the registry of subtags has "biske" after "sl-rozaj" only.
# Whom it hurts: whoever keeps texts or voices by language: two dialects become one, without an error.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check langtags==2017.10.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import langtags

tags = ["de-CH-1996", "sl-rozaj", "sl-rozaj-biske"]
written = [str(langtags.Tag(tag)) for tag in tags]
for before, after in zip(tags, written):
    print(before, "=>", after, "valid:", langtags.tag_is_valid(before), langtags.tag_is_valid(after))
sys.exit(0 if written == ["de-CH-1996", "sl-rozaj", "sl-biske"] else 1)
EOF
venv/bin/python check.py
