"""The facts about an API that its contract cannot state. The defaults suit any contract."""

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from attrs import field, frozen

from api_conformance.transport.target import Target
from openapi_contract.document import Document
from openapi_contract.operations import Operation

GENERIC_CHECKS = tuple(f"api_conformance.checks.{name}" for name in ("keys", "generated_requests", "http", "responses"))


@frozen
class KnownValue:
    """A property of requests that must have a value known to the server, and the setting with that value."""

    property: str
    """A property in the body of a registration, and a parameter of other operations."""
    flag: str
    variable: str
    help: str
    missing: str
    """The reason why the setting is needed, in words that follow its name."""
    rejected: str
    """The reason if the server rejects the first requests, a template such as "does not know the agent {value}"."""


@frozen
class Unspecified:
    """Parts of a valid body for which a server may reject it, since it may not support them."""

    properties: tuple[str, ...] = ()
    """Names of properties, at any depth, with any value except null and an empty array."""
    values: tuple[tuple[str, Any], ...] = ()
    """Names of properties, each with one such value."""


NOTHING_UNSPECIFIED = Unspecified()


@frozen
class Endpoint:
    """An API: its command, its contract, its settings, and known values."""

    command: str = "api-conformance"
    """The name of the command, in messages and in the User-Agent."""
    more_help: str = ""
    """More text for the help, such as another command."""
    title: str = "an API"
    """The name of the API in messages: "the contract of {title}"."""
    noun: str = "server"
    """The noun in messages: "The {noun} conforms"."""
    url: tuple[str, str, str] = ("--base-url", "BASE_URL", "the server to check")
    """The option with its URL, the environment variable, and the help."""
    exact_url: bool = False
    """True if requests go to exactly that URL, not to paths below it."""
    left_out: frozenset[str] = frozenset()
    """The flags of general options that this API does not need."""
    scope: Callable[[Document], Document] = field(default=lambda document: document, repr=False)
    """Returns the part of a contract that is checked. Raises `Unreadable` if there is none."""
    preflight: Callable[[Any, frozenset[str]], Collection[Operation]] | None = field(default=None, repr=False)
    """Replaces the engine's preflight, which returns the operations that are not offered, or raises `NoVerdict`."""
    requests: int | None = None
    """Approximate number of requests of a run; None for that of the profile."""
    contract: Path | None = None
    """The default contract; None if a setting must name one."""
    subjects: tuple[str, ...] = ()
    """Ids of the operations that register something, first the one whose response contains it. Empty: the first
    with a JSON body and no parameters."""
    mark: str = ""
    """A property that only a response with the whole registered object has."""
    key_variable: str = ""
    """The environment variable with the API key. Empty: CREDENTIAL_ and the name of the contract's first scheme."""
    known_values: tuple[KnownValue, ...] = ()
    attempts: tuple[Mapping[str, Any], ...] = ({},)
    """Optional fields that the first request may need, tried in order until a request is accepted."""
    learn: Callable[[Mapping[str, Any]], Mapping[str, tuple[Any, ...]]] = field(default=lambda _: {}, repr=False)
    """Returns more known values, by property, from a registered object; without a value requests omit the property."""
    unspecified: Unspecified = NOTHING_UNSPECIFIED
    extreme_bodies: Mapping[str, bytes] = field(factory=dict, repr=False)
    """More extreme members of a body, as JSON after a comma, by the name of the case."""
    proofs: tuple[str, ...] = ()
    """Properties that only a successful registration returns, whatever its status."""
    checks: tuple[str, ...] = GENERIC_CHECKS
    """The modules with the checks, in the order of a run."""
    embedded: Callable[[Path], AbstractContextManager[Target]] | None = field(default=None, repr=False)
    """Runs the default server with this contract; None if there is none."""

    def proves_registration(self, text: str) -> bool:
        """Return whether the text of a response shows that something was registered."""
        return any(f'"{name}"' in text for name in self.proofs)


ANY_API = Endpoint()
"""The defaults, for any contract."""
