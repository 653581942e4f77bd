"""A reader of JSON Web Tokens that does not verify their signatures."""

import base64
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from attrs import field, frozen

# Possessive, so that a long text without a token takes linear time.
JWT = re.compile(r"(eyJ[\w-]{5,}+)\.([\w-]{2,}+)(?:\.([\w-]*+))?")


@frozen
class JsonWebToken:
    """A parsed JSON Web Token."""

    header: dict[str, Any]
    claims: dict[str, Any]
    signed: str = field(repr=False)
    """The signed part."""
    signature: str = field(repr=False)
    alone: bool
    """True if the text has nothing but the token."""


def tokens_in(text: str) -> Iterator[JsonWebToken]:
    """Yield the tokens in a text, also with white space inside them."""
    for match in JWT.finditer("".join(text.split())):
        try:
            header, claims = _decoded(match[1]), _decoded(match[2])
        except ValueError:
            continue
        if isinstance(header, dict) and isinstance(claims, dict):
            yield JsonWebToken(header, claims, f"{match[1]}.{match[2]}", match[3] or "", text == match[0])


@lru_cache(maxsize=4096)  # several checks read each token
def _decoded(part: str) -> Any:
    """Return the JSON of a part of a token, which nobody may change. Raises `ValueError` if it is none."""
    return json.loads(base64.urlsafe_b64decode(part + "=="))
