"""The delivery of events to receivers: signed, in order, and repeated if one is not received."""

import asyncio
import json
import time
from collections import deque
from collections.abc import Coroutine
from typing import Any

import httpx
from attrs import asdict, define, field

from openapi_contract.json_data import JsonObject
from retell_conformance.attempt import Attempt
from retell_conformance.reference_server import receivers, signature
from retell_conformance.reference_server.receivers import Allowed

MOST_ATTEMPTS = 4
"""The vendor sends an event again up to three times."""
SECONDS_BETWEEN_ATTEMPTS = 0.2
"""Far less than the vendor's pause, which is not documented, so that tests need not wait."""
MOST_EVENTS = 10_000
"""Maximum number of listed events; the oldest are dropped."""


@define
class SentEvent:
    """An event, and its attempts."""

    event: str
    call_id: str
    url: str
    content: bytes = field(repr=False)
    """The body, written when the event was sent, since its call goes on changing."""
    outcome: str = "pending"
    """`pending`, `delivered`, `failed` after the last attempt, or `not sent: ` and the reason."""
    attempts: list[Attempt] = field(factory=list)


@define
class Deliveries:
    """The sent events, the oldest first.

    An event is sent after the response to the first attempt of the one before, since in a real call there is time
    between them.
    """

    api_key: str = field(repr=False)
    allowed: Allowed
    events: deque[SentEvent] = field(factory=lambda: deque(maxlen=MOST_EVENTS), init=False)
    _last: dict[str, "asyncio.Task[None]"] = field(factory=dict, init=False, repr=False)
    """The first attempt of the last event of each call, for which the next event waits."""
    _tasks: set["asyncio.Task[None]"] = field(factory=set, init=False, repr=False)

    def send(self, event: str, call_id: str, url: str, body: JsonObject, seconds: float) -> None:
        """Send an event in the running event loop, without waiting for the response.

        Args:
            seconds: Time limit for each response.
        """
        content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        sent = SentEvent(event, call_id, url, content)
        self.events.append(sent)
        try:
            receivers.check(url, self.allowed)
        except receivers.NotAllowed as reason:
            sent.outcome = f"not sent: {reason}"
            return
        before = self._last.get(call_id)
        first = self._begin(self._first(sent, seconds, before))
        self._last[call_id] = first
        first.add_done_callback(lambda done: self._last.pop(call_id, None) if self._last.get(call_id) is done else None)

    def _begin(self, work: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _first(self, sent: SentEvent, seconds: float, before: "asyncio.Task[None] | None") -> None:
        if before is not None:
            await asyncio.wait([before])
        await self._attempt(sent, seconds)
        if sent.outcome == "pending":
            self._begin(self._others(sent, seconds))

    async def _others(self, sent: SentEvent, seconds: float) -> None:
        while sent.outcome == "pending":
            await asyncio.sleep(SECONDS_BETWEEN_ATTEMPTS)
            await self._attempt(sent, seconds)

    async def _attempt(self, sent: SentEvent, seconds: float) -> None:
        # The receiver compares the time of the signature with its own clock, which tests do not advance.
        signed = signature.sign(sent.content, self.api_key, time.time())
        headers = {"Content-Type": "application/json", signature.HEADER: signed}
        began, status, failure = time.perf_counter(), None, ""
        try:
            # Loading certificates, which plain HTTP does not need, would take longer than the event.
            verified = sent.url.lower().startswith("https:")
            async with (
                asyncio.timeout(seconds),
                httpx.AsyncClient(trust_env=False, verify=verified, timeout=None) as client,
                client.stream("POST", sent.url, content=sent.content, headers=headers) as response,
            ):
                status = response.status_code
        except TimeoutError:
            failure = f"no response within {seconds:g} s"
        except httpx.HTTPError as error:
            failure = f"{type(error).__name__}: {error}".removesuffix(": ")
        sent.attempts.append(Attempt(status, failure, round(time.perf_counter() - began, 3)))
        if status is not None and 200 <= status < 300:
            sent.outcome = "delivered"
        elif len(sent.attempts) >= MOST_ATTEMPTS:
            sent.outcome = "failed"

    async def settled(self) -> None:
        """Wait until each event has been received, or its last attempt has failed."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def close(self) -> None:
        """Stop sending events."""
        for task in set(self._tasks):
            task.cancel()
        await self.settled()

    def listed(self) -> list[JsonObject]:
        """Return the events as JSON."""
        return [_listed(each) for each in self.events]


def _listed(sent: SentEvent) -> JsonObject:
    found = asdict(sent)
    content = found.pop("content")
    return {**found, "body": json.loads(content)}
