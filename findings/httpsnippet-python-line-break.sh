#!/bin/sh
# httpsnippet 3.0.10 (npm): the target python, client requests
#
# One would guess: a JSON body with a line break in a string gives a Python snippet that runs.
# What happens: the line break (an escape in the JSON) is written as a real one inside a Python
# string literal that must end on its line, so the snippet is a SyntaxError. The client python3 of
# the same target escapes it.
# Whom it hurts: readers of API documentation whose example has text of more than one line, such
# as a prompt.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

npm install --prefix "$dir" --silent --no-audit --no-fund \
    httpsnippet@3.0.10 >install.log 2>&1 ||
    { echo "cannot be tried here: node, npm or the packages are missing"; exit 2; }

command -v python3 >/dev/null || { echo "cannot be tried here: Python is missing"; exit 2; }
cat >write.js <<'EOF'
const { writeFileSync } = require('fs');
const { HTTPSnippet } = require('httpsnippet');
console.log('httpsnippet', require('httpsnippet/package.json').version);
const snippet = new HTTPSnippet({
  method: 'POST', url: 'http://127.0.0.1/', httpVersion: 'HTTP/1.1', cookies: [], queryString: [],
  headers: [{ name: 'content-type', value: 'application/json' }], headersSize: -1, bodySize: -1,
  postData: { mimeType: 'application/json', text: '{"prompt": "Say hello.\\nThen ask."}' },
});
for (const client of ['requests', 'python3']) writeFileSync(`${client}.py`, String(snippet.convert('python', client)));
EOF
node write.js
grep -A 1 'payload = ' requests.py
is_python() { python3 -c 'import ast, sys; ast.parse(open(sys.argv[1]).read())' "$1" 2>"$1.error"; }
is_python python3.py && echo "client python3: parses" || exit 1
if is_python requests.py; then echo "client requests: parses"; exit 1; fi
tail -n 1 requests.py.error
grep -q SyntaxError requests.py.error
