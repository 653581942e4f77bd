#!/bin/sh
# @mswjs/source 0.5.0 (npm), with msw 2.15.0
#
# One would guess: the handler made of an operation whose one success is 201 answers with 201 and
# its example.
# What happens: it answers 501 "Not Implemented", since it looks for 200 and "default" alone. With
# 200 in its place, the example comes. Asked with ?response=201 the handler finds it.
# Whom it hurts: whoever mocks an API that creates things: each POST fails in tests as if it were
# not described.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

npm install --prefix "$dir" --silent --no-audit --no-fund --ignore-scripts \
    @mswjs/source@0.5.0 msw@2.15.0 >install.log 2>&1 ||
    { echo "cannot be tried here: node, npm or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { fromOpenApi } from '@mswjs/source/open-api';
import { getResponse } from 'msw';

const answered = async (status, query = '') => {
  const responses = { [status]: { description: 'made', content: { 'application/json': { example: { id: 'a' } } } } };
  const handlers = await fromOpenApi({
    openapi: '3.0.3',
    info: { title: 't', version: '1' },
    servers: [{ url: 'http://api.invalid' }],
    paths: { '/things': { post: { responses } } },
  });
  const request = new Request(`http://api.invalid/things${query}`, { method: 'POST', headers: { accept: '*/*' } });
  const response = await getResponse(handlers, request);
  const told = `${response.status} ${await response.text()}`;
  console.log(`documented ${status}, asked for /things${query}: ${told}`);
  return told;
};
const told = [await answered('201'), await answered('200'), await answered('201', '?response=201')];
process.exit(told[0] === '501 Not Implemented' && told[1] === '200 {"id":"a"}' && told[2] === '201 {"id":"a"}' ? 0 : 1);
EOF
node check.mjs
