"""Placeholders for the ids of a run in the paths of generated requests, so that all runs generate the same ones."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from attrs import define, evolve, field

from api_conformance.requests.expectations import GeneratedRequest


@define
class Placeholders:
    """The ids of a run by their placeholders."""

    _ids: dict[str, str] = field(factory=dict, init=False)
    """Real ids, as a path contains them."""

    def replacing(self, values: Mapping[str, Any], purpose: str) -> dict[str, Any]:
        """Return values of a call with a placeholder for each string; remember which string it is for."""
        texts = {name: value for name, value in values.items() if isinstance(value, str)}
        placeholders = {name: f"the-{purpose}-{name}" for name in texts}
        self._ids |= {
            placeholders[name]: quote(value, safe="", errors="surrogatepass") for name, value in texts.items()
        }
        return {**values, **placeholders}

    def resolved(self, requests: Iterable[GeneratedRequest]) -> list[GeneratedRequest]:
        """Return the requests with real ids in place of the placeholders in their paths."""
        return [evolve(each, path=self._resolved(each.path)) for each in requests]

    def _resolved(self, path: str) -> str:
        for placeholder, value in self._ids.items():
            path = path.replace(placeholder, value)
        return path

    def by_id(self) -> dict[str, str]:
        """Return the placeholder of each id."""
        return {value: placeholder for placeholder, value in self._ids.items() if value}
