#!/bin/sh
# httpsnippet 3.0.10 (npm): the target php, client curl
#
# One would guess: the snippet sends the JSON body of the recorded request.
# What happens: true and false are both written as null: the converter has no case for booleans.
# The Python snippet of the same request has True and False.
# Whom it hurts: everybody who copies a PHP example from API documentation made with it. Each flag
# is sent as null, which the server ignores or rejects.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

npm install --prefix "$dir" --silent --no-audit --no-fund \
    httpsnippet@3.0.10 >install.log 2>&1 ||
    { echo "cannot be tried here: node, npm or the packages are missing"; exit 2; }

cat >check.js <<'EOF'
const { HTTPSnippet } = require('httpsnippet');
console.log('httpsnippet', require('httpsnippet/package.json').version);
const snippet = new HTTPSnippet({
  method: 'POST', url: 'http://127.0.0.1/', httpVersion: 'HTTP/1.1', cookies: [], queryString: [],
  headers: [{ name: 'content-type', value: 'application/json' }], headersSize: -1, bodySize: -1,
  postData: { mimeType: 'application/json', text: '{"record": true, "beep": false}' },
});
function lines(target, client) {
  return String(snippet.convert(target, client)).split('\n').filter((line) => /record|beep/.test(line));
}
const php = lines('php', 'curl');
const python = lines('python', 'requests');
console.log('python', python);
console.log('php   ', php);
const isNull = php.length === 2 && php.every((line) => /=> null,?$/.test(line));
process.exit(isNull && /True/.test(python.join()) ? 0 : 1);
EOF
node check.js
