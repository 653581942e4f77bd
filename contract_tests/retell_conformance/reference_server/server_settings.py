"""Settings of the reference server: its key, the agents it knows, and its limits."""

import secrets
import time
from collections.abc import Callable

from attrs import Attribute, field, frozen

from retell_conformance.reference_server.receivers import Allowed


@frozen
class Agent:
    """One version of an agent, with the settings that show in a call."""

    agent_id: str
    version: int
    agent_name: str = "My Agent"
    data_storage_setting: str = "everything"
    opt_in_signed_url: bool = True


def versions_of(agent_id: str, *, latest: int = 2) -> tuple[Agent, ...]:
    """All versions of an agent, from 0, which the vendor's first version is."""
    return tuple(Agent(agent_id, version) for version in range(latest + 1))


def _is_sendable(_: object, attribute: "Attribute[str]", value: str) -> None:
    if not value or not value.isascii() or not value.isprintable() or " " in value:
        raise ValueError(f"{attribute.name} must be printable ASCII without spaces, and not empty")


@frozen
class Settings:
    """Settings of a reference server; all have defaults. Raises ValueError for a key that no header can carry."""

    api_key: str = field(default="key_5f2d7c0b9e41a6d38c5e7f1029b4", repr=False, validator=_is_sendable)
    agents: tuple[Agent, ...] = (
        *versions_of("oBeDLoLOeuAbiuaMFXRtDOLriTJ5tSxD"),
        # A second agent that shares no value with the first, so that a mix-up of the two shows.
        Agent("16b980523634a6dc504898cda492e939", 7, "Other Agent", "basic_attributes_only", opt_in_signed_url=False),
    )
    max_body_bytes: int = 2**20
    token_seconds: int = 60
    """Seconds that an access token is valid. A browser must join within 30; the rest is for clocks that differ."""
    seconds_to_join: float = 30
    """After so long a call that nobody joined has ended, as a `registered_call_timeout`."""
    calls_kept: int = 10_000
    """Number of calls kept; the oldest go first."""
    versions: tuple[str, ...] = ("v2", "v3")
    """Versions of the operations that register calls."""
    webhook_url: str | None = None
    """Receiver of the events of calls whose agent names none."""
    events: Allowed = "loopback"
    """Allowed receivers of events."""
    control: bool = False
    """True if tests may control the server, see control.py."""
    clock: Callable[[], float] = field(default=time.time, repr=False)
    """The time, in seconds since the epoch."""
    token_secret: bytes = field(factory=lambda: secrets.token_bytes(32), repr=False)
    """Secret that signs access tokens, random for each server."""

    @property
    def agent_id(self) -> str:
        """The id of the first agent, for whoever needs one that is known."""
        return self.agents[0].agent_id
