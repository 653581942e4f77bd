"""One model of an OpenAPI document, on which everything else stands."""
