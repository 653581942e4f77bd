"""Rules about the data with which a browser joins a call of v3, which no schema can state."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from api_conformance.finding import Finding, NotInContract
from api_conformance.json_values import number
from api_conformance.requests.registration import Registered
from api_conformance.rule import Group, rule
from api_conformance.run import Run
from retell_conformance import access_tokens
from retell_conformance.access_tokens import SECONDS_THAT_CLOCKS_DIFFER, SECONDS_TO_JOIN

GROUP = Group("How to join a call", "The connection data let a browser join, for a limited time.")
connection_rule = partial(rule, GROUP, last=True)

LONGEST_SECONDS = 86_400
EARLIEST_SECONDS, LATEST_SECONDS = 10**9, 10**10  # 2001 and 2286
SECONDS_OF_ROUNDING = 2
# RFC 7064 and RFC 7065: a host, perhaps with a port, and for TURN a transport.
ICE_URL = re.compile(
    r"(stuns?:(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?|turns?:(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?(\?transport=\w+)?)", re.I
)
TURN = re.compile(r"turns?:", re.IGNORECASE)
JOINS = re.compile(r"(wss|https|ws|http)://[^/\s]+", re.IGNORECASE)


def connections(run: Run, *names: str) -> Iterator[Registered]:
    """Yield every registered call of v3. Raises `NotInContract` if no response has these properties."""
    having = {each.operation for each in run.registrations if {*names} <= each.response_names}
    if not having:
        raise NotInContract(f"the contract has no {' and '.join(names)} here")
    yield from (each for each in run.registered() if each.operation in having)


@connection_rule("A token expires in the future, within a day", "the description of `expires_at`")
def a_token_expires_in_the_future_and_soon(run: Run) -> Iterator[Finding]:
    """`expires_at` is in milliseconds, at least 30 seconds and at most a day in the future."""
    for each in connections(run, "expires_at"):
        expires = number(each.call.get("expires_at"))
        if expires is None:
            continue  # the schema is checked elsewhere
        # What is right by either clock is right.
        clocks = each.exchange.clocks
        left = expires / 1_000 - clocks[-1]
        longest = expires / 1_000 - min(clocks)
        if EARLIEST_SECONDS < expires < LATEST_SECONDS:
            got = "expires_at that looks like seconds; the contract says milliseconds"
            yield Finding("an expiry that lets a browser join", got, each.exchange, "soon")
        elif longest < SECONDS_TO_JOIN - 5 - (0 if len(clocks) > 1 else SECONDS_THAT_CLOCKS_DIFFER):
            yield Finding("an expiry that lets a browser join", f"expires_at, {left:.0f} s away", each.exchange, "soon")
        elif expires / 1_000 - max(clocks) > LONGEST_SECONDS + SECONDS_THAT_CLOCKS_DIFFER:
            yield Finding(
                "an expiry within a day", f"expires_at, {left / 86_400:,.0f} days away", each.exchange, "late"
            )


@connection_rule(
    "`expires_at` is the expiry of the token", "the description of `expires_at`: when the access token expires"
)
def the_expiry_is_that_of_the_token(run: Run) -> Iterator[Finding]:
    """If the access token is a JWT with `exp`, `expires_at` is the same time."""
    for each in connections(run, "expires_at", "access_token"):
        for got in other_expiries(each.call):
            yield Finding("expires_at as in the token", got, each.exchange, "expires_at")


def other_expiries(call: Mapping[str, Any]) -> Iterator[str]:
    """Yield the difference between `expires_at` and the expiry of the token, if there is one."""
    token, expires = access_tokens.read(call.get("access_token")), number(call.get("expires_at"))
    own = None if token is None else number(token.claims.get("exp"))
    if own is not None and expires is not None and abs(own - expires / 1_000) > SECONDS_OF_ROUNDING:
        yield f"expires_at {expires / 1_000 - own:+,.0f} s from the token's own exp"


@connection_rule("ICE servers are well-formed", "the description of `IceServer`; RFC 7064, RFC 7065 and WebRTC")
def ice_servers_are_well_formed(run: Run) -> Iterator[Finding]:
    """Each address is a `stun:` or `turn:` URI, and a TURN server has a username and a credential."""
    for each in connections(run, "ice_servers"):
        servers = each.call.get("ice_servers")
        for server in servers if isinstance(servers, list) else ():
            for got in _odd(server):
                yield Finding("an ICE server that a browser accepts", got, each.exchange, got[:12])


def _odd(server: Any) -> Iterator[str]:
    if not isinstance(server, dict):
        return
    urls = server.get("urls")
    texts = [urls] if isinstance(urls, str) else urls if isinstance(urls, list) else []
    if urls == []:
        yield "urls without any"
    for text in texts:
        if isinstance(text, str) and not ICE_URL.fullmatch(text):
            yield "a URL that is neither STUN nor TURN"
    if any(isinstance(text, str) and TURN.match(text) for text in texts):
        for name in ("username", "credential"):
            if not server.get(name):
                yield f"a TURN server without a {name}"


@connection_rule("A transport that needs a URL has one", "the descriptions of `transport` and `url`")
def a_transport_that_needs_a_url_has_one(run: Run) -> Iterator[Finding]:
    """With the transport `livekit` there is a `url`, and every `url` is that of a WebSocket."""
    for each in connections(run, "transport", "url"):
        url = each.call.get("url")
        if each.call.get("transport") == "livekit" and not url:
            yield Finding("a url for livekit", "no url", each.exchange, "absent")
        elif isinstance(url, str) and not JOINS.match(url):
            yield Finding("a url with wss, https, ws or http", "another url", each.exchange, "scheme")
