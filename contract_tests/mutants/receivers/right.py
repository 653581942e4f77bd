"""A right receiver, whose steps wrong ones replace."""

import hashlib
import hmac
import json
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from attrs import define, field, frozen
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

Json = dict[str, Any]
KEY = "key_9f1c0b7d5e3a48621f0e9d8c7b6a"
PATH = "/webhooks/retell"
SECONDS_OFF = 300
SIGNATURE = re.compile(r"v=(\d{1,16}),d=([0-9a-f]{64})")


@define
class Store:
    """The received events, by call."""

    events: dict[str, list[str]] = field(factory=dict)


def digest_of(body: bytes, stamp: str, key: str = KEY) -> str:
    """Return the right digest of a body."""
    return hmac.new(key.encode(), body + stamp.encode(), hashlib.sha256).hexdigest()


def parse(header: str) -> tuple[str, str] | None:
    """Return the time and the digest of a header; None if it is malformed."""
    found = SIGNATURE.fullmatch(header)
    return None if found is None else (found[1], found[2])


def is_recent(stamp: str) -> bool:
    """Return whether a time is at most five minutes away."""
    return abs(time.time() - int(stamp) / 1000) <= SECONDS_OFF


def is_right(body: bytes, stamp: str, digest: str) -> bool:
    """Return whether the digest is right for the body and the time."""
    return hmac.compare_digest(digest_of(body, stamp), digest)


def verify(steps: "Receiver", body: bytes, header: str | None) -> bool:
    """Return whether Retell sent the body."""
    found = steps.parse(header or "")
    return found is not None and steps.is_recent(found[0]) and steps.is_right(body, *found)


def read(body: bytes) -> Json:
    """Return the event in a body."""
    event: Json = json.loads(body)
    return event


async def take(event: Json, store: Store) -> int:
    """Keep an event, once for each call and kind; return the status of the response."""
    names = store.events.setdefault(event["call"]["call_id"], [])
    if event["event"] not in names:
        names.append(event["event"])
    return 204


def reject(_: bytes, __: Mapping[str, str]) -> Response:
    """Respond to a request that Retell did not send."""
    return Response(status_code=401)


@frozen
class Receiver:
    """The steps of a receiver."""

    parse: Callable[[str], tuple[str, str] | None] = parse
    is_recent: Callable[[str], bool] = is_recent
    is_right: Callable[[bytes, str, str], bool] = is_right
    verify: "Callable[[Receiver, bytes, str | None], bool]" = verify
    read: Callable[[bytes], Json] = read
    take: Callable[[Json, Store], Awaitable[int]] = take
    reject: Callable[[bytes, Mapping[str, str]], Response] = reject

    def app(self) -> Starlette:
        """Return the receiver as an application with its own store."""
        store = Store()

        async def receive(request: Request) -> Response:
            body = await request.body()
            if not self.verify(self, body, request.headers.get("x-retell-signature")):
                return self.reject(body, request.headers)
            return Response(status_code=await self.take(self.read(body), store))

        return Starlette(routes=[Route(PATH, receive, methods=["POST"])])
