"""openapi-spec-validator without the validation of schemas, which took most of its time, and which rules do anyway."""

from collections.abc import Iterator
from typing import Any, Final

import jsonschema_rs
from jsonschema.exceptions import ValidationError
from openapi_spec_validator import OpenAPIV31SpecValidator
from openapi_spec_validator.validation.keywords import OpenAPIV31SchemaValidator

STRING: Final = {"type": "string"}
BOOLEAN: Final = {"type": "boolean"}
ADDED_KEYWORDS: Final = {
    "discriminator": {
        "type": "object",
        "properties": {"propertyName": STRING, "mapping": {"type": "object", "additionalProperties": STRING}},
        "required": ["propertyName"],
    },
    "externalDocs": {"type": "object", "properties": {"url": STRING, "description": STRING}, "required": ["url"]},
    "xml": {
        "type": "object",
        "properties": {
            "name": STRING,
            "namespace": STRING,
            "prefix": STRING,
            "attribute": BOOLEAN,
            "wrapped": BOOLEAN,
        },
    },
}
"""Keywords that OpenAPI adds to JSON Schema."""
SCHEMA_OF_ADDED_KEYWORDS: Final = jsonschema_rs.Draft202012Validator({"properties": ADDED_KEYWORDS})


class ValidSchemas(OpenAPIV31SchemaValidator):
    """A validator of valid schemas: their defaults must be valid, and their required properties described."""

    def __call__(
        self,
        schema: Any,
        require_properties: bool = True,
        meta_checked: bool = True,  # noqa: ARG002 (it always is)
    ) -> Iterator[ValidationError]:
        """Return the faults of a schema."""
        return super().__call__(schema, require_properties=require_properties, meta_checked=True)


class OpenAPI(OpenAPIV31SpecValidator):
    """The validator of a contract whose schemas are valid."""

    keyword_validators = {  # noqa: RUF012 (as the class has it that it derives from)
        **OpenAPIV31SpecValidator.keyword_validators,
        "schema": ValidSchemas,
    }
