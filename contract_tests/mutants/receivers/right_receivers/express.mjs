// A right receiver in Express: the raw body, with room for a long transcript.
import { createHmac, timingSafeEqual } from "node:crypto";
import express from "express";

const app = express();

app.post("/webhooks/retell", express.raw({ type: "application/json", limit: "10mb" }), (request, response) => {
  const found = /^v=(\d{1,16}),d=([0-9a-f]{64})$/.exec(request.get("x-retell-signature") ?? "");
  if (!found || Math.abs(Date.now() - Number(found[1])) > 300_000) return response.sendStatus(401);
  const digest = createHmac("sha256", process.env.RETELL_API_KEY).update(request.body).update(found[1]).digest();
  if (!timingSafeEqual(digest, Buffer.from(found[2], "hex"))) return response.sendStatus(401);
  JSON.parse(request.body);
  response.sendStatus(204);
});

const server = app.listen(0, "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${server.address().port}/webhooks/retell`);
});
