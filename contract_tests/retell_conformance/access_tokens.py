"""Access tokens that are JSON Web Tokens, such as LiveKit's: their grants and their faults."""

from typing import Any

from api_conformance.json_values import number
from api_conformance.json_web_tokens import JsonWebToken, tokens_in

SECONDS_TO_JOIN = 30
SECONDS_THAT_CLOCKS_DIFFER = 60
SECONDS_OF_TEN_YEARS = 10 * 365 * 86_400


def read(text: object) -> JsonWebToken | None:
    """Return the token in the text, also with other text around it; None if there is none."""
    return next(tokens_in(text), None) if isinstance(text, str) else None


def room(token: JsonWebToken) -> str | None:
    """Return the LiveKit room of the token; None if it names none."""
    found = _grant(token).get("room")
    return found if isinstance(found, str) else None


def may_join(token: JsonWebToken) -> bool | None:
    """Return whether the token allows joining; None if it does not say."""
    allowed = _grant(token).get("roomJoin")
    return allowed if isinstance(allowed, bool) else None


def _grant(token: JsonWebToken) -> dict[str, Any]:
    grant = token.claims.get("video")
    return grant if isinstance(grant, dict) else {}


def weaknesses(token: JsonWebToken, now: float) -> list[str]:
    """Return the faults of the token at this time, in seconds since the epoch."""
    problems = [] if token.alone else ["a token with extra characters around it"]
    if not token.signature:
        problems.append("a token without a signature")
    if str(token.header.get("alg", "none")).lower() == "none":
        problems.append("a token with the algorithm none")
    times = {name: number(token.claims[name]) for name in ("exp", "nbf", "iat") if name in token.claims}
    for name, value in times.items():
        if value is None:
            problems.append(f"a token whose {name} is not a number")
    expiry, begin = times.get("exp"), times.get("nbf")
    if expiry is not None:
        if expiry < now + SECONDS_TO_JOIN - 5:
            problems.append(f"a token that is valid for {max(expiry - now, 0):.0f} s")
        if expiry > now + SECONDS_OF_TEN_YEARS:
            problems.append("a token that never expires, or whose exp is not in seconds")
    if begin is not None and begin > now + SECONDS_THAT_CLOCKS_DIFFER:
        problems.append(f"a token that is valid only in {begin - now:.0f} s")
    return problems
