#!/bin/sh
# ndjson 0.3.1 (PyPI)
#
# One would guess: loads() reads what dumps() wrote, and a line ends with "\n" alone, as JSON lines say.
# What happens: loads() splits the text wherever Python sees a line end, such as U+2028 and U+0085,
# which JSON has in strings as they are, and joins the parts with commas: the text is another one, and
# no error is raised. ndjson.reader, on a file, reads it as it was.
# Whom it hurts: whoever keeps recorded traffic or transcripts as JSON lines, without escapes.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check ndjson==0.3.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import io
import sys

import ndjson

written = ndjson.dumps([{"text": "one\u2028two"}], ensure_ascii=False)
loaded = ndjson.loads(written)
read = list(ndjson.reader(io.StringIO(written)))
print("written:", ascii(written))
print("loads:  ", ascii(loaded))
print("reader: ", ascii(read))
sys.exit(0 if loaded == [{"text": "one,two"}] and read == [{"text": "one\u2028two"}] else 1)
EOF
venv/bin/python check.py
