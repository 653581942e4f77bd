// Draws the contract on the page at /docs.
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#documentation",
  validatorUrl: null, // an online service
  docExpansion: "full",
  tryItOutEnabled: true,
  defaultModelsExpandDepth: 0,
});
