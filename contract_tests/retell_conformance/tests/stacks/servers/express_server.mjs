// Express 5 with its own JSON parser, and checks by zod in a middleware.
import express from "express";
import { z } from "zod";
import { ApiError, connection, find, isKey, register } from "./call_store.mjs";

const settings = z.record(z.string(), z.unknown());
const CreateWebCall = z.object({
  agent_id: z.string().min(1),
  agent_version: z.union([z.number().int(), z.string()]).optional(),
  agent_override: z
    .object({ agent: settings.optional(), retell_llm: settings.optional(), conversation_flow: settings.optional() })
    .optional(),
  current_node_id: z.string().nullish(),
  current_state: z.string().nullish(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  retell_llm_dynamic_variables: z.record(z.string(), z.string()).optional(),
});

const app = express();

app.use((request, response, next) => {
  if (!isKey(request.get("Authorization"))) throw new ApiError(401, "The API key is missing or not valid");
  next();
});
app.use(express.json());

function validBody(request, response, next) {
  const { data, error } = CreateWebCall.safeParse(request.body);
  if (error) throw new ApiError(400, z.prettifyError(error));
  request.body = data;
  next();
}

app.post("/v2/create-web-call", validBody, (request, response) => {
  response.status(201).json(register(request.body));
});
app.post("/v3/create-web-call", validBody, (request, response) => {
  response.status(201).json(connection(register(request.body)));
});
app.get("/v2/get-call/:id", (request, response) => {
  response.json(find(request.params.id));
});
app.use((request, response) => {
  response.status(404).json({ status: "error", message: "Not Found" });
});
app.use((error, request, response, next) => {
  response.status(error.status ?? 500).json({ status: "error", message: error.message });
});

app.listen(Number(process.argv[2]), "127.0.0.1");
