"""The fields of a request to the control interface, checked by type."""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from openapi_contract.json_data import JsonObject


class Malformed(Exception):
    """An invalid request; the text gives the reason in one line."""


@frozen
class Given:
    """The fields of a request. Null counts as missing."""

    body: Mapping[str, Any] = field(repr=False)

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text. Raises `Malformed`."""
        found: str = self._of(name, str, default)
        return found

    def number(self, name: str, default: float | None = None) -> float:
        """Return a number of at least 0. Raises `Malformed`."""
        found: float = self._of(name, int | float, default)
        if found < 0:
            raise Malformed(f"{name} must not be below 0")
        return found

    def whole(self, name: str, least: int, most: int, default: int | None = None) -> int:
        """Return a whole number between these. Raises `Malformed`."""
        found: int = self._of(name, int, default)
        if not least <= found <= most:
            raise Malformed(f"{name} must be between {least} and {most}")
        return found

    def flag(self, name: str, *, default: bool) -> bool:
        """Return a boolean. Raises `Malformed`."""
        found = self.body.get(name, default)
        if not isinstance(found, bool):
            raise Malformed(f"{name} must be true or false")
        return found

    def object(self, name: str) -> JsonObject:
        """Return an object, empty if it is not given. Raises `Malformed`."""
        found: JsonObject = self._of(name, dict, {})
        return found

    def anything(self, name: str) -> Any:
        """Return a value of any type; None if it is not given."""
        return self.body.get(name)

    def _of(self, name: str, kind: Any, default: Any) -> Any:
        found = default if self.body.get(name) is None else self.body[name]
        if found is None:
            raise Malformed(f"{name} is missing")
        if not isinstance(found, kind) or isinstance(found, bool):
            raise Malformed(f"{name} has the wrong type")
        return found
