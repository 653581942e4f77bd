"""The state of a reference server between requests."""

from attrs import define, field

from retell_conformance.reference_server.call_events import CallEvents
from retell_conformance.reference_server.deliveries import Deliveries
from retell_conformance.reference_server.faults import Faults
from retell_conformance.reference_server.server_clock import Clock
from retell_conformance.reference_server.server_settings import Settings
from retell_conformance.reference_server.stored_calls import CallStore


@define
class ServerState:
    """The calls, the events, the pending faults and the clock."""

    clock: Clock
    kept: CallStore
    events: CallEvents
    webhook_url: str | None
    """The receiver that a reset restores."""
    faults: Faults = field(factory=Faults)

    @classmethod
    def of(cls, settings: Settings) -> "ServerState":
        """Return the state of a new server."""
        events = CallEvents(Deliveries(settings.api_key, settings.events), settings.webhook_url)
        kept = CallStore(settings.calls_kept, settings.seconds_to_join, events)
        return cls(Clock(settings.clock), kept, events, settings.webhook_url)

    def settle(self) -> None:
        """End the calls whose time is over."""
        self.kept.settle(self.clock())

    async def reset(self) -> None:
        """Remove all calls, events and faults, and reset the clock."""
        await self.events.deliveries.close()
        self.events.deliveries.events.clear()
        self.events.webhook_url = self.webhook_url
        self.kept.clear()
        self.faults.clear()
        self.clock.ahead = 0
