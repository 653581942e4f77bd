"""The description of a receiver of events for the engine: `retell-conformance receiver --url …`."""

from typing import Final

from attrs import evolve

from api_conformance.endpoint import Endpoint
from openapi_contract.document import Document
from openapi_contract.raw_document import Unreadable
from openapi_contract.signatures import signature_of
from retell_conformance.contract import CONTRACT
from retell_conformance.receiver.first_event import preflight


def webhooks_alone(document: Document) -> Document:
    """Return the contract of a receiver: its operations are the webhooks. Raise `Unreadable` if none is signed."""
    signed = tuple(each for each in document.webhooks if signature_of(each) is not None)
    if not signed:
        raise Unreadable(f"{document.name} has no webhook that is signed (x-signature)")
    return evolve(document, operations=signed[:1])


RECEIVER: Final = Endpoint(
    command="retell-conformance receiver",
    title="the events of Retell AI's calls",
    noun="receiver",
    url=("--url", "RECEIVER_URL", "the receiver of events to check"),
    exact_url=True,
    left_out=frozenset({"--operation", "--profile", "--seed", "--concurrency"}),
    scope=webhooks_alone,
    preflight=preflight,
    requests=90,
    contract=CONTRACT,
    key_variable="RETELL_API_KEY",
    checks=("retell_conformance.receiver.checks.received", "retell_conformance.receiver.checks.rejected"),
)
