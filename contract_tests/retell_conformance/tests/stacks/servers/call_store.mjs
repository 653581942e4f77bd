// The calls of the servers on node, in memory: what any of them would keep in a database.
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

export const API_KEY = process.env.RETELL_API_KEY;
const AGENT_ID = process.env.RETELL_AGENT_ID;
const NEWEST_VERSION = 3;
const SECONDS_TO_JOIN = 30;
const TOKEN_SECRET = randomBytes(32);
const calls = new Map();

export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export function isKey(authorization) {
  const [, key] = /^bearer +(.+)$/i.exec(authorization ?? "") ?? [];
  const [given, right] = [Buffer.from(key ?? ""), Buffer.from(API_KEY)];
  return given.length === right.length && timingSafeEqual(given, right);
}

function token(callId, expiresAt) {
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { video: { roomJoin: true, room: callId }, sub: "browser", exp: expiresAt };
  const signed = `${encode({ alg: "HS256" })}.${encode(claims)}`;
  return `${signed}.${createHmac("sha256", TOKEN_SECRET).update(signed).digest("base64url")}`;
}

// Keeps a new call for a valid body, and returns it.
export function register(body) {
  let version = body.agent_version ?? "latest";
  if (version === "latest" || version === "latest_published") version = NEWEST_VERSION;
  if (body.agent_id !== AGENT_ID || ![...Array(NEWEST_VERSION + 1).keys()].includes(version)) {
    throw new ApiError(422, "Cannot find requested asset under given api key");
  }
  const id = `call_${randomBytes(14).toString("hex")}`;
  const now = Date.now();
  const settings = body.agent_override?.agent ?? {};
  const call = {
    call_type: "web_call",
    call_id: id,
    access_token: token(id, Math.floor(now / 1000) + 60),
    agent_id: AGENT_ID,
    agent_version: version,
    agent_name: settings.agent_name ?? "Front desk",
    call_status: "registered",
    data_storage_setting: settings.data_storage_setting ?? "everything",
    opt_in_signed_url: settings.opt_in_signed_url ?? false,
    metadata: body.metadata,
    retell_llm_dynamic_variables: body.retell_llm_dynamic_variables,
  };
  calls.set(id, { call, registeredAt: now });
  return call;
}

// What version 3 tells of a new call.
export function connection(call) {
  const expiresAt = (Math.floor(calls.get(call.call_id).registeredAt / 1000) + 60) * 1000;
  const iceServers = [{ urls: "stun:stun.example.com:3478" }];
  const { call_id, access_token } = call;
  return { call_id, access_token, transport: "gateway", ice_servers: iceServers, expires_at: expiresAt };
}

// A call as it is now. One that nobody joined in time has ended.
export function find(id) {
  const kept = calls.get(id);
  if (!kept) throw new ApiError(404, "Not Found");
  const isOver = Date.now() - kept.registeredAt > SECONDS_TO_JOIN * 1000;
  return isOver ? { ...kept.call, call_status: "ended", disconnection_reason: "registered_call_timeout" } : kept.call;
}
