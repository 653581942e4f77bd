"""The calls that a server has registered: so many of them, each as it is by now."""

from collections import OrderedDict

from attrs import define, field, frozen

from openapi_contract.json_data import JsonObject

# What becomes of a call that nobody joined in time.
NOT_JOINED: JsonObject = {"call_status": "ended", "disconnection_reason": "registered_call_timeout"}


@frozen
class Kept:
    """A call, and when it was registered, in seconds since the epoch."""

    call: JsonObject = field(repr=False)
    at: float


@define
class KeptCalls:
    """Calls by their ids. The oldest goes if there are too many."""

    most: int
    """How many are kept."""
    seconds_to_join: float
    _calls: "OrderedDict[str, Kept]" = field(factory=OrderedDict, init=False, repr=False)

    def keep(self, call_id: str, call: JsonObject, now: float) -> None:
        """Keep a call that has just been registered."""
        self._calls[call_id] = Kept(call, now)
        while len(self._calls) > self.most:
            self._calls.popitem(last=False)

    def ids(self) -> list[str]:
        """Return the ids of the calls, the oldest first."""
        return [*self._calls]

    def find(self, call_id: str, now: float) -> JsonObject | None:
        """Return the call with this id, as it is by now; None if there is none."""
        kept = self._calls.get(call_id)
        if kept is None:
            return None
        return kept.call | NOT_JOINED if now - kept.at >= self.seconds_to_join else dict(kept.call)
