#!/bin/sh
# swagger-client 3.37.3 (npm), the part of Swagger UI that resolves references
#
# One would guess: a reference inside the document (#/components/...) does not depend on where the
# page was opened from, because the document is already loaded.
# What happens: with a base address that begins with file:, which is what a browser hands over for
# a page opened from disk, an OpenAPI 3.1 document has every local reference reported as "Could
# not resolve reference". The same document as 3.0, or with an http: base, resolves.
# Whom it hurts: whoever ships documentation as one HTML file with Swagger UI and the document
# inside, to be opened with a double click. It works until the document moves from 3.0 to 3.1.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

npm install --prefix "$dir" --silent --no-audit --no-fund \
    swagger-client@3.37.3 >install.log 2>&1 ||
    { echo "cannot be tried here: node, npm or the packages are missing"; exit 2; }

cat >check.js <<'EOF'
const SwaggerClient = require('swagger-client');
console.log('swagger-client', require('swagger-client/package.json').version);
const document = (openapi) => ({
  openapi, info: { title: 't', version: '1' },
  paths: { '/calls': { get: { responses: { 200: { description: 'ok',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Call' } } } } } } } },
  components: { schemas: { Call: { type: 'string' } } },
});
async function errors(openapi, baseDoc) {
  const result = await SwaggerClient.resolve({ spec: document(openapi), baseDoc });
  console.log(openapi, baseDoc, '->', result.errors.length, 'errors');
  result.errors.forEach((error) => console.log(' ', error.message));
  return result.errors.length;
}
(async () => {
  const seen = [
    await errors('3.0.3', 'file:///docs/index.html'),
    await errors('3.1.0', 'http://127.0.0.1/docs/index.html'),
    await errors('3.1.0', 'file:///docs/index.html'),
  ];
  process.exit(seen[0] === 0 && seen[1] === 0 && seen[2] > 0 ? 0 : 1);
})();
EOF
node check.js
