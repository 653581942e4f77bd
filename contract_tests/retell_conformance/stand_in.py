"""The stand-in for Retell, as a test handles it: calls that are played, faults, time, and the events that went out.

It asks a running reference server through its control interface: that of the fixture `retell_server`, or one that
`make serve CONTROL=1` runs.
"""

import inspect
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Literal
from urllib.parse import quote

import httpx
from attrs import field, frozen

Speaker = Literal["agent", "user", "transfer_target"]
SECONDS_TO_ANSWER = 120
"""Seconds for a step, which waits until receivers have their events: at most four times ten."""


class NotPossible(Exception):
    """The server cannot let this happen; the text says why in one line."""


@frozen
class Attempt:
    """One time that an event was sent."""

    status: int | None
    """The status of the response; None if there was none."""
    failure: str
    """Why there was no response; empty if there was one."""
    seconds: float


@frozen
class SentEvent:
    """An event, and how it was received."""

    event: str
    call_id: str
    url: str
    body: Mapping[str, Any] = field(repr=False)
    outcome: str
    """`delivered`, `failed` after the last attempt, or `not sent: ` and why."""
    attempts: tuple[Attempt, ...]


@frozen
class PlayedCall:
    """A call that a test plays. Each step returns when the receiver has had its events. Raises `NotPossible`."""

    server: "RetellServer"
    call_id: str

    def say(self, role: Speaker, content: str) -> None:
        """Let somebody say something, once the one before has finished."""
        self._step("say", role=role, content=content)

    def invoke_tool(
        self, name: str, arguments: Mapping[str, Any] | None = None, result: Any = None, *, successful: bool = True
    ) -> None:
        """Let the agent use a tool.

        Args:
            arguments: What the tool is given.
            result: What it returns: a text, or anything that is written as JSON.
            successful: Whether it did what it should.
        """
        self._step("invoke-tool", name=name, arguments=arguments or {}, result=result, successful=successful)

    def press(self, digit: str) -> None:
        """Let the user press a key."""
        self._step("press", digit=digit)

    def transfer(self, number: str, *, comes_about: bool = True) -> None:
        """Let the agent transfer the call to a phone number, or try to; the call goes on until it is ended."""
        self._step("transfer", number=number, comes_about=comes_about)

    def end(
        self, reason: str = "user_hangup", *, analysis: Mapping[str, Any] | None = None, analyse: bool = True
    ) -> None:
        """End the call for a `disconnection_reason` of the contract, and analyse it.

        Args:
            analysis: Properties of `call_analysis`, in place of what is made up.
            analyse: Whether it is analysed at once; else `analyse` does it later.
        """
        self._step("end", reason=reason, analysis=analysis or {}, analyse=analyse)

    def analyse(self, analysis: Mapping[str, Any] | None = None) -> None:
        """Analyse the call, which has ended, with these properties of `call_analysis`."""
        self._step("analyse", analysis=analysis or {})

    def _step(self, step: str, **fields: Any) -> None:
        self.server.control(f"calls/{quote(self.call_id, safe='')}/{step}", fields)


@frozen
class RetellServer:
    """A server that answers as Retell's documentation says, on this machine alone."""

    url: str
    """Its base URL."""
    key: str = field(repr=False)
    """The API key that it knows, which is no secret, and with which it signs events."""
    agent_id: str
    """An agent that it knows."""

    def join(self, call_id: str) -> PlayedCall:
        """Let the browser join a call that was registered; return the call, to go on with. Raises `NotPossible`."""
        call = self.call(call_id)
        self.control(f"calls/{quote(call_id, safe='')}/join", {})
        return call

    def call(self, call_id: str) -> PlayedCall:
        """Return a call that was registered, to end one that nobody joins."""
        return PlayedCall(self, call_id)

    def fail_next(self, status: int, *, retry_after: int | str | None = None, times: int = 1) -> None:
        """Let the next request fail with this status, or so many of them, each after the faults asked for before.

        Args:
            retry_after: The header `Retry-After`, in seconds or as an HTTP date; without it none is sent.
        """
        self.control("fail-next", {"status": status, "retry_after": retry_after, "times": times})

    def delay_next(self, seconds: float, *, times: int = 1) -> None:
        """Let the next request wait so long for its response."""
        self.control("delay-next", {"seconds": seconds, "times": times})

    def drop_next(self, *, times: int = 1) -> None:
        """Close the connection of the next request without a response."""
        self.control("drop-next", {"times": times})

    def advance(self, seconds: float) -> None:
        """Let time pass: a call that nobody joins times out after 30 seconds."""
        self.control("advance", {"seconds": seconds})

    def reset(self) -> None:
        """Forget all calls, events and faults, and go back to the present."""
        self.control("reset", {})

    @property
    def events(self) -> list[SentEvent]:
        """The events that were sent, the oldest first, once each has been received or given up."""
        listed = self.control("events", None)["events"]
        return [
            SentEvent(**{**each, "attempts": tuple(Attempt(**attempt) for attempt in each["attempts"])})
            for each in listed
        ]

    @contextmanager
    def events_to(self, receiver: Any, path: str = "/") -> Iterator[str]:
        """Send the events of calls whose agent names no receiver to this one; yield its base URL.

        Args:
            receiver: A URL on this machine, or an ASGI or WSGI application, which is served meanwhile.
            path: Where the application takes events.
        """
        if isinstance(receiver, str):
            with self._receiver(receiver):
                yield receiver
            return
        with _serving(receiver) as url, self._receiver(url + path):
            yield url

    @contextmanager
    def _receiver(self, url: str) -> Iterator[None]:
        self.control("receiver", {"url": url})
        try:
            yield
        finally:
            self.control("receiver", {"url": None})

    def control(self, step: str, fields: Mapping[str, Any] | None) -> Any:
        """Ask the control interface; return what it answers. Raises `NotPossible`."""
        url = f"{self.url}/control/{step}"
        with httpx.Client(trust_env=False, verify=False, timeout=SECONDS_TO_ANSWER) as client:
            response = client.get(url) if fields is None else client.post(url, json=fields)
        if response.is_success:
            return response.json()
        try:
            reason = response.json()["reason"]
        except (ValueError, TypeError, KeyError):
            reason = f"the server at {self.url} has no control interface: start it with CONTROL=1"
            if response.status_code != 404:
                reason = f"the server at {self.url} answered with {response.status_code}"
        raise NotPossible(reason)


def _serving(app: Any) -> AbstractContextManager[str]:
    # Whoever hands over no application is not to wait for what serves one.
    from retell_conformance.reference_server.running import running
    from retell_conformance.reference_server.running_wsgi import running_wsgi

    is_asgi = inspect.iscoroutinefunction(app) or inspect.iscoroutinefunction(type(app).__call__)
    return running(app) if is_asgi else running_wsgi(app)
