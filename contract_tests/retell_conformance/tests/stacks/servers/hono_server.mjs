// Hono with its bearer middleware and its validator for zod; their errors are left as they come.
import { serve } from "@hono/node-server";
import { zValidator } from "@hono/zod-validator";
import { Hono } from "hono";
import { bearerAuth } from "hono/bearer-auth";
import { z } from "zod";
import { API_KEY, ApiError, connection, find, register } from "./call_store.mjs";

const settings = z.looseObject({});
const CreateWebCall = z.looseObject({
  agent_id: z.string().min(1),
  agent_version: z.union([z.int(), z.string()]).optional(),
  agent_override: z
    .looseObject({ agent: settings.optional(), retell_llm: settings.optional(), conversation_flow: settings.optional() })
    .optional(),
  current_node_id: z.string().nullish(),
  current_state: z.string().nullish(),
  metadata: z.looseObject({}).optional(),
  retell_llm_dynamic_variables: z.record(z.string(), z.string()).optional(),
});

const app = new Hono();
app.use("*", bearerAuth({ token: API_KEY }));
app.onError((error, context) => {
  if (error instanceof ApiError) return context.json({ status: "error", message: error.message }, error.status);
  if (error.getResponse) return error.getResponse();
  return context.json({ status: "error", message: "Something went wrong" }, 500);
});

const body = zValidator("json", CreateWebCall);
app.post("/v2/create-web-call", body, (context) => context.json(register(context.req.valid("json")), 201));
app.post("/v3/create-web-call", body, (context) => context.json(connection(register(context.req.valid("json"))), 201));
app.get("/v2/get-call/:id", (context) => context.json(find(context.req.param("id"))));

serve({ fetch: app.fetch, port: Number(process.argv[2]), hostname: "127.0.0.1" });
