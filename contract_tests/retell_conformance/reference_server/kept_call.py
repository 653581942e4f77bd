"""A registered call, up to its analysis."""

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from openapi_contract.json_data import JsonObject
from retell_conformance.reference_server import ended_call
from retell_conformance.reference_server.conversation import SPEAKERS, Conversation

NOT_JOINED: JsonObject = {"call_status": "ended", "disconnection_reason": "registered_call_timeout"}
"""The properties of a call that nobody joined in time."""
SILENCE_MS, LONGEST_MS = 600_000, 3_600_000
"""The default limits for the silence of the user and the duration of a call, in milliseconds."""


class Impossible(Exception):
    """A step that is impossible in the current state of a call; the text gives the reason in one line."""


@define
class KeptCall:
    """A call. Times are in seconds since the epoch."""

    registered: JsonObject = field(repr=False)
    """The call as it was registered."""
    at: float
    """The time of registration."""
    seconds_to_join: float
    overrides: Mapping[str, Any] = field(factory=dict, repr=False)
    """The settings of the agent that the request overrides."""
    conversation: Conversation = field(factory=Conversation, repr=False)
    transferred: JsonObject = field(factory=dict, init=False, repr=False)
    """The destination and kind of a transfer, as in its events; empty without one."""
    bridged: bool = field(default=False, init=False)
    """True if the transfer succeeded."""
    _joined_at: float | None = field(default=None, init=False)
    _talked: float = field(default=0, init=False)
    """Seconds by which the conversation is ahead of the server's clock, since tests do not wait for speech."""
    _ended_at: float | None = field(default=None, init=False)
    _reason: str = field(default="", init=False)
    _analysis: JsonObject | None = field(default=None, init=False, repr=False)

    # ---- steps ----

    def join(self, now: float) -> None:
        """Let the browser join. Raises `Impossible`."""
        if self._joined_at is not None or self.ended(now):
            raise Impossible(f"the call cannot be joined: it is {self.status(now)}")
        self._joined_at = now

    def say(self, role: str, content: str, now: float) -> None:
        """Add an utterance. Raises `Impossible`."""
        if role not in SPEAKERS:
            raise Impossible(f"{role!r} does not speak in a call: the role must be one of {', '.join(SPEAKERS)}")
        self.conversation.say(role, content, self._seconds(now))
        self._catch_up(now)

    def invoke_tool(self, name: str, arguments: JsonObject, result: Any, now: float, *, successful: bool) -> None:
        """Let the agent call a tool. Raises `Impossible`."""
        self.conversation.invoke_tool(name, arguments, result, successful=successful, at=self._seconds(now))
        self._catch_up(now)

    def press(self, digit: str, now: float) -> None:
        """Let the user press a key. Raises `Impossible`."""
        self.conversation.press(digit, self._seconds(now))
        self._catch_up(now)

    def transfer(self, number: str, kind: str, now: float) -> None:
        """Begin a transfer of this kind to a phone number. Raises `Impossible`."""
        self._seconds(now)
        if self.transferred:
            raise Impossible("the call is being transferred already")
        self.transferred = {"transfer_destination": {"number": number}, "transfer_option": {"type": kind}}

    def end(self, reason: str, now: float) -> None:
        """End the call; a call that nobody has joined counts as not connected. Raises `Impossible`."""
        if self.ended(now):
            raise Impossible("the call has ended already")
        self._reason = reason
        self._ended_at = now + self._talked

    def analyse(self, found: Mapping[str, Any], now: float) -> None:
        """Analyse the call, with these properties in place of invented ones. Raises `Impossible`."""
        if not self.ended(now):
            raise Impossible("the call has not ended yet")
        questions = self.overrides.get("post_call_analysis_data")
        self._analysis = {**ended_call.analysis(self.conversation, self.reason, questions), **found}

    # ---- state ----

    def ended(self, now: float) -> bool:
        """Return whether the call is over."""
        return self._ended_at is not None or self.timed_out(now)

    def timed_out(self, now: float) -> bool:
        """Return whether the time to join the call is over."""
        waits = self._joined_at is None and self._ended_at is None
        return waits and now - self.at >= self.seconds_to_join

    def overdue(self, now: float) -> str:
        """Return the reason why an ongoing call must end now; empty if it need not."""
        if self._joined_at is None or self._ended_at is not None:
            return ""
        seconds = self._seconds(now)
        if seconds * 1000 >= (self.overrides.get("max_call_duration_ms") or LONGEST_MS):
            return "max_duration_reached"
        silent = (seconds - self.conversation.end) * 1000
        return "inactivity" if silent >= (self.overrides.get("end_call_after_silence_ms") or SILENCE_MS) else ""

    @property
    def reason(self) -> str:
        """The reason why the call ended."""
        return self._reason or str(NOT_JOINED["disconnection_reason"])

    def status(self, now: float) -> str:
        """Return the `call_status`."""
        if self.timed_out(now):
            return str(NOT_JOINED["call_status"])
        if self._ended_at is None:
            return str(self.registered.get("call_status")) if self._joined_at is None else "ongoing"
        if self._reason.startswith("error_"):
            return "error"
        return "not_connected" if self._joined_at is None else "ended"

    def shown(self, now: float) -> JsonObject:
        """Return the call with its current properties."""
        if not self.ended(now):
            started = {} if self._joined_at is None else self._started | {"call_status": "ongoing"}
            return {**self.registered, **started}
        call = {**self.registered, "call_status": self.status(now), "disconnection_reason": self.reason}
        if self._joined_at is not None and self._ended_at is not None:
            start, end = _milliseconds(self._joined_at), _milliseconds(self._ended_at)
            call |= {**self._started, "end_timestamp": end, "duration_ms": end - start}
            if self.bridged:
                call |= {"transfer_destination": self.transferred["transfer_destination"]["number"]}
                call |= {"transfer_end_timestamp": end}
            call |= ended_call.what_was_said(self.conversation, call.get("data_storage_setting"))
            call |= ended_call.measurements(self.conversation, end - start)
        return call if self._analysis is None else {**call, "call_analysis": self._analysis}

    def time(self, now: float) -> float:
        """Return the time in the call, which may be ahead of the server's clock."""
        return now + self._talked if self._ended_at is None else self._ended_at

    @property
    def _started(self) -> JsonObject:
        assert self._joined_at is not None
        return {"start_timestamp": _milliseconds(self._joined_at)}

    def _seconds(self, now: float) -> float:
        """Return the seconds since the start of the call. Raises `Impossible` if it is not ongoing."""
        if self._joined_at is None or self._ended_at is not None:
            raise Impossible(f"the call is not ongoing: it is {self.status(now)}")
        return now + self._talked - self._joined_at

    def _catch_up(self, now: float) -> None:
        """Advance the time in the call to the end of the conversation."""
        self._talked += max(self.conversation.end - self._seconds(now), 0)


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)
