// node's own http module, with everything written by hand.
import { createServer } from "node:http";
import { ApiError, connection, find, isKey, register } from "./call_store.mjs";

const MOST_BYTES = 1_000_000;
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isOptional = (check) => (value) => value === undefined || check(value);
const isText = (value) => typeof value === "string";
const isTextOrNull = (value) => value === null || isText(value);
const CHECKS = {
  agent_id: (value) => isText(value) && value !== "",
  agent_version: isOptional((value) => isText(value) || Number.isInteger(value)),
  agent_override: isOptional((value) => isObject(value) && Object.values(value).every(isObject)),
  current_node_id: isOptional(isTextOrNull),
  current_state: isOptional(isTextOrNull),
  metadata: isOptional(isObject),
  retell_llm_dynamic_variables: isOptional((value) => isObject(value) && Object.values(value).every(isText)),
};

async function readBody(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new ApiError(413, "The body is too large");
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch (error) {
    throw new ApiError(400, `The body is not JSON: ${error.message}`);
  }
}

async function validBody(request) {
  const type = (request.headers["content-type"] ?? "").split(";")[0].trim().toLowerCase();
  if (type !== "application/json") throw new ApiError(415, "Send application/json");
  const body = await readBody(request);
  if (!isObject(body)) throw new ApiError(400, "The body must be an object");
  for (const [name, check] of Object.entries(CHECKS)) {
    if (!check(body[name])) throw new ApiError(400, `${name} is not valid`);
  }
  return body;
}

const ROUTES = [
  ["POST", /^\/v2\/create-web-call$/, async (request) => [201, register(await validBody(request))]],
  ["POST", /^\/v3\/create-web-call$/, async (request) => [201, connection(register(await validBody(request)))]],
  ["GET", /^\/v2\/get-call\/([^/]+)$/, async (request, id) => [200, find(decodeURIComponent(id))]],
];

async function answer(request) {
  const { pathname } = new URL(request.url, "http://localhost");
  const [method, pattern, handle] = ROUTES.find(([, pattern]) => pattern.test(pathname)) ?? [];
  if (!handle) throw new ApiError(404, "Not Found");
  if (request.method !== method) throw new ApiError(405, `Use ${method}`);
  if (!isKey(request.headers.authorization)) throw new ApiError(401, "The API key is missing or not valid");
  return handle(request, pattern.exec(pathname)[1]);
}

createServer(async (request, response) => {
  let status, text;
  try {
    const [served, body] = await answer(request);
    [status, text] = [served, JSON.stringify(body)];
  } catch (error) {
    status = error.status ?? 500;
    text = JSON.stringify({ status: "error", message: status < 500 ? error.message : "Something went wrong" });
  }
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(text);
}).listen(Number(process.argv[2]), "127.0.0.1");
