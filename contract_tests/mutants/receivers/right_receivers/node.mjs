// A right receiver in node alone.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const SIGNATURE = /^v=(\d{1,16}),d=([0-9a-f]{64})$/;

function isSigned(body, header) {
  const found = SIGNATURE.exec(header ?? "");
  if (!found || Math.abs(Date.now() - Number(found[1])) > 300_000) return false;
  const digest = createHmac("sha256", process.env.RETELL_API_KEY).update(body).update(found[1]).digest();
  return timingSafeEqual(digest, Buffer.from(found[2], "hex"));
}

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  if (!isSigned(body, request.headers["x-retell-signature"])) return response.writeHead(401).end();
  JSON.parse(body);
  response.writeHead(204).end();
});

server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/webhooks/retell`));
