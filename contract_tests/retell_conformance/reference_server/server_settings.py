"""The settings of the reference server: its key, its agents and its limits."""

import secrets
import time
from collections.abc import Callable

from attrs import Attribute, field, frozen

from retell_conformance.reference_server.receivers import Allowed


@frozen
class Agent:
    """A version of an agent, with the settings that are part of a call."""

    agent_id: str
    version: int
    agent_name: str = "My Agent"
    data_storage_setting: str = "everything"
    opt_in_signed_url: bool = True


def versions_of(agent_id: str, *, latest: int = 2) -> tuple[Agent, ...]:
    """Return all versions of an agent, from 0, the vendor's first version."""
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
        # A second agent whose values differ from those of the first, so that mixing them up is noticed.
        Agent("16b980523634a6dc504898cda492e939", 7, "Other Agent", "basic_attributes_only", opt_in_signed_url=False),
    )
    max_body_bytes: int = 2**20
    token_seconds: int = 60
    """Validity of an access token in seconds. A browser must join within 30; the rest is for differing clocks."""
    seconds_to_join: float = 30
    """Seconds after which a call that nobody joined ends with `registered_call_timeout`."""
    calls_kept: int = 10_000
    """Maximum number of calls; the oldest are dropped."""
    versions: tuple[str, ...] = ("v2", "v3")
    """The offered versions of the operations that register calls."""
    webhook_url: str | None = None
    """The receiver of calls whose agent has none."""
    events: Allowed = "loopback"
    """The allowed receivers of events."""
    control: bool = False
    """True to offer the control interface, see control.py."""
    clock: Callable[[], float] = field(default=time.time, repr=False)
    """Returns the time in seconds since the epoch."""
    token_secret: bytes = field(factory=lambda: secrets.token_bytes(32), repr=False)
    """The secret that signs access tokens, random for each server."""

    @property
    def agent_id(self) -> str:
        """The id of the first agent."""
        return self.agents[0].agent_id
