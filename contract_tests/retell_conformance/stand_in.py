"""The stand-in for Retell in tests: it simulates calls, faults and time, and lists the sent events.

It uses the control interface of a running reference server: that of the fixture `retell_server`, or of
`make serve CONTROL=1`.
"""

import inspect
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Literal
from urllib.parse import quote

import httpx
from attrs import field, frozen

from retell_conformance.attempt import Attempt

Speaker = Literal["agent", "user", "transfer_target"]
SECONDS_TO_ANSWER = 120
"""Timeout for a step in seconds. A step waits for the receivers: up to four attempts of ten seconds."""


class NotPossible(Exception):
    """The step is not possible; the text gives the reason in one line."""


@frozen
class SentEvent:
    """An event, and its attempts."""

    event: str
    call_id: str
    url: str
    body: Mapping[str, Any] = field(repr=False)
    outcome: str
    """`delivered`, `failed` after the last attempt, or `not sent: ` and the reason."""
    attempts: tuple[Attempt, ...]


@frozen
class PlayedCall:
    """A simulated call. Each step returns when the receiver has got its events. Raises `NotPossible`."""

    server: "RetellServer"
    call_id: str

    def say(self, role: Speaker, content: str) -> None:
        """Add an utterance after the previous one."""
        self._step("say", role=role, content=content)

    def invoke_tool(
        self, name: str, arguments: Mapping[str, Any] | None = None, result: Any = None, *, successful: bool = True
    ) -> None:
        """Let the agent use a tool.

        Args:
            arguments: The arguments of the tool.
            result: Its result: a text, or another JSON value.
            successful: False if the tool failed.
        """
        self._step("invoke-tool", name=name, arguments=arguments or {}, result=result, successful=successful)

    def press(self, digit: str) -> None:
        """Let the user press a key."""
        self._step("press", digit=digit)

    def transfer(self, number: str, *, comes_about: bool = True) -> None:
        """Let the agent transfer the call to a phone number; the call goes on until it is ended.

        Args:
            comes_about: False if the transfer fails.
        """
        self._step("transfer", number=number, comes_about=comes_about)

    def end(
        self, reason: str = "user_hangup", *, analysis: Mapping[str, Any] | None = None, analyse: bool = True
    ) -> None:
        """End the call for a `disconnection_reason` of the contract, and analyse it.

        Args:
            analysis: Properties of `call_analysis`, in place of invented ones.
            analyse: False to leave the analysis to a later call of `analyse`.
        """
        self._step("end", reason=reason, analysis=analysis or {}, analyse=analyse)

    def analyse(self, analysis: Mapping[str, Any] | None = None) -> None:
        """Analyse the ended call, with these properties of `call_analysis`."""
        self._step("analyse", analysis=analysis or {})

    def _step(self, step: str, **fields: Any) -> None:
        self.server.control(f"calls/{quote(self.call_id, safe='')}/{step}", fields)


@frozen
class RetellServer:
    """A server on this machine that behaves as Retell documents."""

    url: str
    """Its base URL."""
    key: str = field(repr=False)
    """The API key that it accepts, and with which it signs events. It is not a secret."""
    agent_id: str
    """The id of an agent that exists."""

    def join(self, call_id: str) -> PlayedCall:
        """Let the browser join a registered call; return the call for further steps. Raises `NotPossible`."""
        call = self.call(call_id)
        self.control(f"calls/{quote(call_id, safe='')}/join", {})
        return call

    def call(self, call_id: str) -> PlayedCall:
        """Return a registered call, for instance to end it without a browser."""
        return PlayedCall(self, call_id)

    def fail_next(self, status: int, *, retry_after: int | str | None = None, times: int = 1) -> None:
        """Make the next request fail with this status, or the next `times`, after earlier pending faults.

        Args:
            retry_after: The header `Retry-After`, in seconds or as an HTTP date; default: no header.
        """
        self.control("fail-next", {"status": status, "retry_after": retry_after, "times": times})

    def delay_next(self, seconds: float, *, times: int = 1) -> None:
        """Delay the response to the next request."""
        self.control("delay-next", {"seconds": seconds, "times": times})

    def drop_next(self, *, times: int = 1) -> None:
        """Close the connection of the next request without a response."""
        self.control("drop-next", {"times": times})

    def advance(self, seconds: float) -> None:
        """Advance the clock, for instance by more than the 30 seconds after which a call that nobody joined ends."""
        self.control("advance", {"seconds": seconds})

    def reset(self) -> None:
        """Remove all calls, events and faults, and reset the clock."""
        self.control("reset", {})

    @property
    def events(self) -> list[SentEvent]:
        """The sent events, the oldest first, after each was received or its last attempt failed."""
        listed = self.control("events", None)["events"]
        return [
            SentEvent(**{**each, "attempts": tuple(Attempt(**attempt) for attempt in each["attempts"])})
            for each in listed
        ]

    @contextmanager
    def events_to(self, receiver: Any, path: str = "/") -> Iterator[str]:
        """Send the events of calls whose agent has no receiver to this one; yield its base URL.

        Args:
            receiver: A URL on this machine, or an ASGI or WSGI application to serve.
            path: The path at which the application receives events.
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
        """Send a request to the control interface; return the JSON of the response. Raises `NotPossible`."""
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
                reason = f"the server at {self.url} responded with {response.status_code}"
        raise NotPossible(reason)


def _serving(app: Any) -> AbstractContextManager[str]:
    # Imported late, since only an application needs them.
    from retell_conformance.reference_server.running import running
    from retell_conformance.reference_server.running_wsgi import running_wsgi

    is_asgi = inspect.iscoroutinefunction(app) or inspect.iscoroutinefunction(type(app).__call__)
    return running(app) if is_asgi else running_wsgi(app)
