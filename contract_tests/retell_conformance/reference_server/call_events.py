"""The events of a call: which are sent, to which receiver, with which body."""

from collections.abc import Collection
from typing import Final

from attrs import define

from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import documented
from retell_conformance.reference_server.deliveries import Deliveries
from retell_conformance.reference_server.kept_call import KeptCall

USUAL: Final = ("call_started", "call_ended", "call_analyzed")
"""The events that are sent if the agent lists none."""
OF_A_TRANSFER: Final = ("transfer_started", "transfer_bridged", "transfer_cancelled")
"""The events that have the destination of a transfer."""
MILLISECONDS_TO_ANSWER = 10_000


@define
class CallEvents:
    """A sender of events to the receivers of agents."""

    deliveries: Deliveries
    webhook_url: str | None = None
    """The receiver of calls whose agent has none."""

    def __call__(self, event: str, kept: KeptCall, now: float) -> None:
        """Send an event of a call, if there is a receiver for it."""
        if self.deliveries.allowed == "none":
            return
        url = kept.overrides.get("webhook_url") or self.webhook_url
        names: Collection[str] | None = kept.overrides.get("webhook_events")
        if not url or event not in (USUAL if names is None else names):
            return
        call = documented.success_shape(documented.KEPT).select(kept.shown(now) | self._more(event, kept))
        # It is not known whether the vendor sends it, so no receiver may depend on it.
        call.pop("access_token", None)
        body: JsonObject = {"event": event, "event_timestamp": round(kept.time(now) * 1000), "call": call}
        if event in OF_A_TRANSFER:
            body |= kept.transferred
        seconds = (kept.overrides.get("webhook_timeout_ms") or MILLISECONDS_TO_ANSWER) / 1000
        self.deliveries.send(event, str(call.get("call_id")), url, body, max(seconds, 0.001))

    @staticmethod
    def _more(event: str, kept: KeptCall) -> JsonObject:
        """Return the properties of an event's call that a read call does not have."""
        return {"transcript_with_tool_calls": kept.conversation.items} if event == "transcript_updated" else {}
