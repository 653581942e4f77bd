"""Keeps secrets out of whatever a run writes."""

import json
import re
from typing import Any

from attrs import define, field

MASK = "***"
# A JSON web token, as call access tokens are: base64url segments, the first of which starts like `{"`.
TOKEN = r"eyJ[\w-]{5,}(?:\.[\w-]+)+(?:\.[\w-]*)?"
# Anything shorter is no secret, and masking it would mask half the report.
SHORTEST = 6


@define
class Secrets:
    """The secrets seen so far in a run: the API key, and every access token that the server gave out."""

    _values: set[str] = field(factory=set, repr=False)
    _pattern: re.Pattern[str] | None = field(default=None, init=False, repr=False)

    def add(self, value: str) -> None:
        """Masks the value from now on, also in the form that JSON writes it."""
        if len(value) >= SHORTEST and not re.fullmatch(TOKEN, value):
            self._values |= {value, json.dumps(value)[1:-1]}
            self._pattern = None

    def learn(self, body: Any) -> None:
        """Adds each `access_token` in a response body, at any depth."""
        pending = [body]
        while pending:
            node = pending.pop()
            if isinstance(node, dict):
                token = node.get("access_token")
                if isinstance(token, str):
                    self.add(token)
                pending.extend(node.values())
            elif isinstance(node, list):
                pending.extend(node)

    def mask(self, text: str) -> str:
        """The text without any secret."""
        if self._pattern is None:
            longest_first = sorted(self._values, key=len, reverse=True)
            self._pattern = re.compile("|".join([*map(re.escape, longest_first), TOKEN]))
        return self._pattern.sub(MASK, text)
