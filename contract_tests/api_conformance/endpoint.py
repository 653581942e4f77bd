"""Settings of one API that its contract cannot state. The defaults suit any contract."""

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
    """A property of requests that must name something that the server has, and the setting that says what."""

    property: str
    """A property of the body of a request that registers something, and a parameter of others."""
    flag: str
    variable: str
    help: str
    missing: str
    """Why the setting is needed, in words that follow its name."""
    rejected: str
    """The reason given if the server rejects the first requests, a template: "does not know the agent {value}"."""


@frozen
class Unspecified:
    """Parts of a valid body with which a server may reject it: the contract cannot say whether it can serve them."""

    properties: tuple[str, ...] = ()
    """Names of properties, at any depth, with any value but null and an empty array."""
    values: tuple[tuple[str, Any], ...] = ()
    """Names of properties with the one value of which this is true."""


NOTHING_UNSPECIFIED = Unspecified()


@frozen
class Endpoint:
    """One API: its command, its contract, its settings, and what its requests may name."""

    command: str = "api-conformance"
    """The name of the command, in its messages and as the User-Agent."""
    more_help: str = ""
    """Another command that the help names."""
    title: str = "an API"
    """The name of the API in messages: "the contract of {title}"."""
    noun: str = "server"
    """Noun for the checked thing in messages: "The {noun} conforms"."""
    url: tuple[str, str, str] = ("--base-url", "BASE_URL", "the server to check")
    """The option that names it, the variable of the environment, and what the option is for."""
    exact_url: bool = False
    """True if requests go to that URL, with its last slash, and not to paths below it."""
    left_out: frozenset[str] = frozenset()
    """Options of any API that this one has no use for, by their flags."""
    scope: Callable[[Document], Document] = field(default=lambda document: document, repr=False)
    """Returns the part of a contract that is checked. Raises `Unreadable` if it has none."""
    preflight: Callable[[Any, frozenset[str]], Collection[Operation]] | None = field(default=None, repr=False)
    """Takes the place of the engine's: whether a run can be judged at all, and which operations are not offered."""
    requests: int | None = None
    """About how many requests a run makes; None for what its profile says."""
    contract: Path | None = None
    """The contract that is used unless a setting names another; None if a setting must name one."""
    subjects: tuple[str, ...] = ()
    """Ids of the operations that register something, the one first whose response has it. Empty: the first operation
    with a JSON body and no parameters."""
    mark: str = ""
    """A property by which a response with the registered object is told from one that only refers to it."""
    key_variable: str = ""
    """The environment variable with the API key. Empty: CREDENTIAL_ and the name of the contract's first scheme."""
    known_values: tuple[KnownValue, ...] = ()
    attempts: tuple[Mapping[str, Any], ...] = ({},)
    """Fields that a first request may need beside the required ones, each tried until one request is served."""
    learn: Callable[[Mapping[str, Any]], Mapping[str, tuple[Any, ...]]] = field(default=lambda _: {}, repr=False)
    """Returns what else requests may name, by property, from something registered; no value: leave it out."""
    unspecified: Unspecified = NOTHING_UNSPECIFIED
    extreme_bodies: Mapping[str, bytes] = field(factory=dict, repr=False)
    """More members of a body at the edge of what servers take, as JSON after a comma, by the name of the case."""
    proofs: tuple[str, ...] = ()
    """Properties that only a response has with which something was registered, whatever its status."""
    checks: tuple[str, ...] = GENERIC_CHECKS
    """The modules with the checks, in the order in which they are made."""
    embedded: Callable[[Path], AbstractContextManager[Target]] | None = field(default=None, repr=False)
    """Runs the server that is checked if no other is named, with this contract; None if there is none."""

    def proves_registration(self, text: str) -> bool:
        """Return whether the text of a response has a property that says something was registered."""
        return any(f'"{name}"' in text for name in self.proofs)


ANY_API = Endpoint()
"""The defaults, for a contract about which nothing else is known."""
