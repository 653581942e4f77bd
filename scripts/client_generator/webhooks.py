"""The webhooks whose requests the client verifies and reads: those with a signature in the contract.

openapi-python-client does not support webhooks. Each becomes an operation that returns the webhook's body; the
operation is removed again before anything is written.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.strings import PythonIdentifier

from client_generator.words import Property
from openapi_contract.document import Document
from openapi_contract.json_data import JsonObject
from openapi_contract.operations import JSON, Operation, media_type_of
from openapi_contract.signatures import PER_SECOND, Signature, signature_of

TAG: Final = "x_webhooks"
"""The tag of the operations that stand for webhooks."""


@frozen(eq=False)
class Webhook:
    """A webhook for the templates."""

    name: str
    """The name in its functions: `event` gives `read_event` and `sign_event`."""
    operation: Operation
    signature: Signature
    body: Property

    @property
    def prefix(self) -> str:
        """The prefix of the names of its constants."""
        return "" if self.name == "event" else f"{self.name.upper()}_"

    @property
    def per_second(self) -> int:
        """Number of the timestamp's units in a second."""
        return PER_SECOND[self.signature.unit]

    @property
    def pattern(self) -> str:
        """The regular expression of the header's value."""
        escaped = re.escape(self.signature.header)
        return escaped.replace(r"\{timestamp\}", "(?P<timestamp>[0-9]{1,19})").replace(
            r"\{digest\}", "(?P<digest>[0-9a-f]{64})"
        )

    @property
    def signed(self) -> tuple[str, str]:
        """The texts signed before and after the body."""
        before, _, after = self.signature.signed.partition("{body}")
        return before, after


def signed_webhooks(document: Document) -> dict[str, tuple[Operation, Signature]]:
    """Return the webhooks that the client reads, by their places among the paths. Raises `Unreadable`."""
    found = [(webhook, signature_of(webhook)) for webhook in document.webhooks]
    kept = [(webhook, signature) for webhook, signature in found if signature and webhook.request_schema is not None]
    return {f"/{TAG}/{number}": each for number, each in enumerate(kept)}


def add_webhooks(root: JsonObject, document: Document) -> None:
    """Add an operation for each webhook to a prepared contract, in place."""
    for path, (webhook, _) in signed_webhooks(document).items():
        content = next(
            media_type
            for name, media_type in (webhook.request.content if webhook.request else {}).items()
            if media_type_of(name) == JSON
        )
        response = {"description": "", "content": {JSON: {"schema": content["schema"]}}}
        root["paths"][path] = {"get": {"operationId": webhook.id, "tags": [TAG], "responses": {"200": response}}}


def take_webhooks(openapi: GeneratorData, document: Document, names: Mapping[str, str]) -> list[Webhook]:
    """Remove the operations that represent webhooks from the generated ones, and return the webhooks.

    Args:
        openapi: The operations to generate.
        document: The contract.
        names: What the functions of a webhook are called after, if not after its id.
    """
    collection = openapi.endpoint_collections_by_tag.pop(PythonIdentifier(TAG, ""), None)
    return list(_webhooks(collection.endpoints if collection else [], document, names))


def _webhooks(endpoints: list[Endpoint], document: Document, names: Mapping[str, str]) -> Iterator[Webhook]:
    known = signed_webhooks(document)
    for endpoint in endpoints:
        operation, signature = known[endpoint.path.get_untrusted_value()]
        name = names.get(operation.id) or str(PythonIdentifier(operation.id, "webhook_"))
        [response] = endpoint.responses
        yield Webhook(name, operation, signature, response.prop)
