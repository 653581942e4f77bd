"""Reads access tokens that are JSON web tokens, as far as anybody can without the key that signs them."""

import base64
import json
import re
from typing import Any

from attrs import field, frozen

# Possessive, so that a long text that is no token is read once.
JWT = re.compile(r"(eyJ[\w-]{5,}+)\.([\w-]{2,}+)(?:\.([\w-]*+))?")
SECONDS_TO_JOIN = 30
SECONDS_THAT_CLOCKS_DIFFER = 60
SECONDS_OF_TEN_YEARS = 10 * 365 * 86_400


@frozen
class Token:
    """A JSON web token, taken apart."""

    header: dict[str, Any]
    claims: dict[str, Any]
    signed: str = field(repr=False)
    """What the signature is of."""
    signature: str = field(repr=False)
    alone: bool
    """Whether there was nothing around it."""

    @property
    def room(self) -> str | None:
        """The room that the token lets its bearer join, where it names one as LiveKit does."""
        room = self._grant.get("room")
        return room if isinstance(room, str) else None

    @property
    def may_join(self) -> bool | None:
        """Whether the token allows to join; None where it does not say."""
        allowed = self._grant.get("roomJoin")
        return allowed if isinstance(allowed, bool) else None

    @property
    def _grant(self) -> dict[str, Any]:
        grant = self.claims.get("video")
        return grant if isinstance(grant, dict) else {}


def read(text: object) -> Token | None:
    """Return the token in the text, also if something stands around it; None if there is none."""
    for match in JWT.finditer("".join(text.split())) if isinstance(text, str) else ():
        try:
            header, claims = (json.loads(base64.urlsafe_b64decode(part + "==")) for part in match.groups()[:2])
        except ValueError:
            continue
        if isinstance(header, dict) and isinstance(claims, dict):
            return Token(header, claims, f"{match[1]}.{match[2]}", match[3] or "", text == match[0])
    return None


def weaknesses(token: Token, now: float) -> list[str]:
    """Return what is wrong with the token at this time, in seconds since the epoch."""
    problems = [] if token.alone else ["a token with something around it"]
    if not token.signature:
        problems.append("a token without a signature")
    if str(token.header.get("alg", "none")).lower() == "none":
        problems.append("a token with the algorithm none")
    expiry, begin = token.claims.get("exp"), token.claims.get("nbf")
    for name, value in (("exp", expiry), ("nbf", begin), ("iat", token.claims.get("iat"))):
        if name in token.claims and (not isinstance(value, int | float) or isinstance(value, bool)):
            problems.append(f"a token whose {name} is not a number")
    if isinstance(expiry, int | float):
        if expiry < now + SECONDS_TO_JOIN - 5:
            problems.append(f"a token that is valid for {max(expiry - now, 0):.0f} s")
        if expiry > now + SECONDS_OF_TEN_YEARS:
            problems.append("a token that never expires, or whose exp is not in seconds")
    if isinstance(begin, int | float) and begin > now + SECONDS_THAT_CLOCKS_DIFFER:
        problems.append(f"a token that is valid only in {begin - now:.0f} s")
    return problems
