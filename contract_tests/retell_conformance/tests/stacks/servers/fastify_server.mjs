// Fastify 5 with the JSON schemas of its routes, which it checks by Ajv with the options that it comes with.
import fastify from "fastify";
import { ApiError, connection, find, isKey, register } from "./call_store.mjs";

const app = fastify();

const schema = {
  body: {
    type: "object",
    required: ["agent_id"],
    properties: {
      agent_id: { type: "string", minLength: 1 },
      agent_version: { type: ["integer", "string"] },
      agent_override: {
        type: "object",
        properties: {
          agent: {
            type: "object",
            properties: {
              voice_speed: { type: "number", minimum: 0.5, maximum: 2 },
              opt_in_signed_url: { type: "boolean" },
              data_storage_setting: { enum: ["everything", "everything_except_pii", "basic_attributes_only"] },
            },
          },
          retell_llm: { type: "object" },
          conversation_flow: { type: "object" },
        },
      },
      current_node_id: { type: ["string", "null"] },
      current_state: { type: ["string", "null"] },
      metadata: { type: "object" },
      retell_llm_dynamic_variables: { type: "object", additionalProperties: { type: "string" } },
    },
  },
};

app.addHook("onRequest", async (request) => {
  if (!isKey(request.headers.authorization)) throw new ApiError(401, "The API key is missing or not valid");
});
app.setErrorHandler((error, request, reply) => {
  reply.code(error.statusCode ?? error.status ?? 500).send({ status: "error", message: error.message });
});

app.post("/v2/create-web-call", { schema }, async (request, reply) => {
  reply.code(201);
  return register(request.body);
});
app.post("/v3/create-web-call", { schema }, async (request, reply) => {
  reply.code(201);
  return connection(register(request.body));
});
app.get("/v2/get-call/:id", async (request) => find(request.params.id));

await app.listen({ port: Number(process.argv[2]), host: "127.0.0.1" });
