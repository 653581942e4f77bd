"""The signatures of webhooks, by the mark `x-signature` of the header with the signature."""

import hashlib
import hmac
import re
from typing import Any, Final

from attrs import frozen

from openapi_contract.json_data import JsonObject
from openapi_contract.operations import Operation
from openapi_contract.raw_document import Unreadable

MARK: Final = "x-signature"
MEANT_BY_MARK: Final = ("algorithm", "header", "signed", "timestamp")
"""The keys of a mark that define the value of the header. The others are advice for receivers."""
PER_SECOND: Final = {"seconds": 1, "milliseconds": 1000}
"""Number of each unit in a second."""
_FIELD = re.compile(r"\{(.*?)\}")


@frozen
class Signature:
    """The header with the signature, and the definition of its value. The digest is an HMAC-SHA256."""

    name: str
    """The header's name."""
    header: str
    """Its value, with `{timestamp}` and `{digest}`."""
    signed: str
    """The template of the signed text, with `{timestamp}` and `{body}`."""
    unit: str
    """The unit of the timestamp since the Unix epoch: `seconds` or `milliseconds`."""
    tolerance: int
    """Maximum age of the timestamp, in seconds."""
    key: str
    """A description of the API key that signs."""

    def value(self, body: bytes, key: str, at: float) -> str:
        """Return the header's value for a body.

        Args:
            body: The raw body.
            key: The shared secret.
            at: The time of the signature, in seconds since the Unix epoch.
        """
        timestamp = str(int(at * PER_SECOND[self.unit]))
        before, after = (part.replace("{timestamp}", timestamp).encode() for part in self.signed.split("{body}"))
        digest = hmac.new(key.encode(), before + body + after, hashlib.sha256).hexdigest()
        return self.header.replace("{timestamp}", timestamp).replace("{digest}", digest)


def signature_of(webhook: Operation) -> Signature | None:
    """Return the signature of a webhook's requests; None if the contract defines none. Raises `Unreadable`."""
    for parameter in webhook.parameters:
        if parameter.place == "header" and MARK in parameter.definition:
            mark = parameter.definition[MARK]
            if fault := fault_of(mark):
                raise Unreadable(f"the header {parameter.name!r} of the webhook {webhook.id}: {MARK} {fault}")
            return Signature(
                name=parameter.name,
                header=mark["header"],
                signed=mark["signed"],
                unit=mark["timestamp"],
                tolerance=mark.get("tolerance", 300),
                key=mark.get("key", "it must be the one that the API signs with"),
            )
    return None


def fault_of(mark: Any) -> str:
    """Return the fault of a mark, in words that follow its name; empty if there is none."""
    if not isinstance(mark, dict):
        return "is not an object"
    fields: JsonObject = mark
    if fields.get("algorithm") != "hmac-sha256":
        return "has an algorithm other than hmac-sha256"
    if fields.get("timestamp") not in PER_SECOND:
        return "has a timestamp that is in neither seconds nor milliseconds"
    tolerance = fields.get("tolerance", 300)
    if not isinstance(tolerance, int) or isinstance(tolerance, bool) or tolerance <= 0:
        return "has a tolerance that is no number of seconds"
    if not isinstance(fields.get("key", ""), str):
        return "has a key that is no text"
    for key, names in (("header", ["digest", "timestamp"]), ("signed", ["body", "timestamp"])):
        text = fields.get(key)
        if not isinstance(text, str) or sorted(_FIELD.findall(text)) != names:
            return f"must have {{{names[0]}}} and {{{names[1]}}} once each in its {key!r}"
    return ""
