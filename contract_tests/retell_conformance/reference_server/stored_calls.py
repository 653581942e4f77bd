"""The calls that a server has registered, up to a maximum number."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import define, field

from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server.kept_call import KeptCall

Happened = Callable[[str, KeptCall, float], None]
"""Called for each event, with its name, the call, and the time in seconds since the epoch."""


class UnknownCall(Exception):
    """No call has this id."""


@define
class CallStore:
    """Calls by id. If there are too many, the oldest is dropped."""

    most: int
    """Maximum number of calls."""
    seconds_to_join: float
    happened: Happened = field(default=lambda *_: None, repr=False)
    _calls: "OrderedDict[str, KeptCall]" = field(factory=OrderedDict, init=False, repr=False)
    _waiting: "OrderedDict[str, KeptCall]" = field(factory=OrderedDict, init=False, repr=False)
    """Calls that wait to be joined, the oldest first."""
    _going_on: dict[str, KeptCall] = field(factory=dict, init=False, repr=False)

    def keep(self, call_id: str, call: JsonObject, now: float, overrides: Mapping[str, Any] | None = None) -> None:
        """Store a new call.

        Args:
            overrides: The settings of the agent that the request overrides.
        """
        self._calls[call_id] = self._waiting[call_id] = KeptCall(call, now, self.seconds_to_join, overrides or {})
        while len(self._calls) > self.most:
            oldest, _ = self._calls.popitem(last=False)
            self._waiting.pop(oldest, None)
            self._going_on.pop(oldest, None)

    def ids(self) -> list[str]:
        """Return the ids of the calls, the oldest first."""
        return [*self._calls]

    def find(self, call_id: str, now: float) -> JsonObject | None:
        """Return the current properties of the call with this id; None if there is none."""
        kept = self._calls.get(call_id)
        return None if kept is None else kept.shown(now)

    def clear(self) -> None:
        """Remove all calls."""
        for calls in (self._calls, self._waiting, self._going_on):
            calls.clear()

    # ---- steps of calls ----

    def get(self, call_id: str) -> KeptCall:
        """Return the call with this id. Raises `UnknownCall`."""
        kept = self._calls.get(call_id)
        if kept is None:
            raise UnknownCall(f"no call has the id {call_id}")
        return kept

    def join(self, call_id: str, now: float) -> None:
        """Let the browser join a call. Raises `UnknownCall` and `Impossible`."""
        kept = self.get(call_id)
        kept.join(now)
        self._waiting.pop(call_id, None)
        self._going_on[call_id] = kept
        self.happened("call_started", kept, now)

    def transfer(self, call_id: str, number: str, kind: str, now: float, *, comes_about: bool) -> None:
        """Transfer a call to a phone number, successfully or not. Raises `UnknownCall` and `Impossible`."""
        kept = self.get(call_id)
        kept.transfer(number, kind, now)
        self.happened("transfer_started", kept, now)
        kept.bridged = comes_about
        self.happened("transfer_bridged" if comes_about else "transfer_cancelled", kept, now)
        if not comes_about:
            kept.transferred = {}

    def end(self, call_id: str, reason: str, now: float) -> None:
        """End a call. Raises `UnknownCall` and `Impossible`."""
        kept = self.get(call_id)
        kept.end(reason, now)
        self._over(call_id)
        if kept.conversation.items:
            self.happened("transcript_updated", kept, now)
        if kept.bridged:
            self.happened("transfer_ended", kept, now)
        self.happened("call_ended", kept, now)

    def analyse(self, call_id: str, found: Mapping[str, Any], now: float) -> None:
        """Analyse a call. Raises `UnknownCall` and `Impossible`."""
        kept = self.get(call_id)
        kept.analyse(found, now)
        self.happened("call_analyzed", kept, now)

    def settle(self, now: float) -> None:
        """End the calls that nobody joined in time, or that have reached a limit."""
        for call_id, kept in self._timed_out(now):
            self._over(call_id)
            self.happened("call_ended", kept, now)
            self.analyse(call_id, {}, now)
        overdue = {call_id: reason for call_id, kept in self._going_on.items() if (reason := kept.overdue(now))}
        for call_id, reason in overdue.items():
            self.end(call_id, reason, now)
            self.analyse(call_id, {}, now)

    def _timed_out(self, now: float) -> Iterator[tuple[str, KeptCall]]:
        while self._waiting:
            call_id, kept = next(iter(self._waiting.items()))
            if not kept.ended(now):
                return
            yield call_id, kept

    def _over(self, call_id: str) -> None:
        self._waiting.pop(call_id, None)
        self._going_on.pop(call_id, None)
