"""State of a reference server between requests."""

from attrs import define, field

from retell_conformance.reference_server.call_events import CallEvents
from retell_conformance.reference_server.deliveries import Deliveries
from retell_conformance.reference_server.faults import Faults
from retell_conformance.reference_server.kept_calls import KeptCalls
from retell_conformance.reference_server.server_clock import Clock
from retell_conformance.reference_server.server_settings import Settings


@define
class ServerState:
    """The calls, the events, the faults that wait, and the time."""

    clock: Clock
    kept: KeptCalls
    events: CallEvents
    webhook_url: str | None
    """The receiver to go back to when the state is reset."""
    faults: Faults = field(factory=Faults)

    @classmethod
    def of(cls, settings: Settings) -> "ServerState":
        """Return the state of a new server."""
        events = CallEvents(Deliveries(settings.api_key, settings.events), settings.webhook_url)
        kept = KeptCalls(settings.calls_kept, settings.seconds_to_join, events)
        return cls(Clock(settings.clock), kept, events, settings.webhook_url)

    def settle(self) -> None:
        """Let the time have its effect on the calls."""
        self.kept.settle(self.clock())

    async def reset(self) -> None:
        """Forget everything, and go back to the present."""
        await self.events.deliveries.close()
        self.events.deliveries.events.clear()
        self.events.webhook_url = self.webhook_url
        self.kept.clear()
        self.faults.clear()
        self.clock.ahead = 0
