"""The accepted deviations: known findings, each with a reason and a date from which it counts again."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import yaml
from attrs import frozen

from api_conformance.no_verdict import NoVerdict

KEYS = {"rule", "reason", "expires", "contains"}


class BadDeviations(NoVerdict):
    """The file is invalid; the text gives the reason in one line."""


@frozen
class Deviation:
    """An accepted finding of a rule; with `contains`, only if its text or request contains that."""

    rule: str
    reason: str
    expires: date
    contains: str = ""

    def accepts(self, text: str) -> bool:
        """Return whether this deviation accepts a finding of its rule; `text` is the finding and its request."""
        return self.contains in text

    @property
    def expired(self) -> bool:
        """True from the date on."""
        return self.expires <= datetime.now(UTC).date()

    def __str__(self) -> str:
        return self.rule + (f" ({self.contains!r})" if self.contains else "")


def read(path: Path | None) -> tuple[Deviation, ...]:
    """Return the deviations of a file: a YAML list with rule, reason, expires and an optional contains."""
    if path is None:
        return ()
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadDeviations(f"DEVIATIONS cannot be read: {error}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadDeviations(f"{path} is not YAML: {error}") from error
    if not isinstance(entries, list):
        raise BadDeviations(f"{path} must be a list of deviations")
    return tuple(_deviation(entry, f"{path}, entry {number}") for number, entry in enumerate(entries, 1))


def unknown(deviations: Iterable[Deviation], rules: set[str]) -> list[str]:
    """Return the unknown rules that deviations name."""
    return sorted({deviation.rule for deviation in deviations} - rules)


def _deviation(entry: object, place: str) -> Deviation:
    if not isinstance(entry, Mapping) or not {"rule", "reason", "expires"} <= entry.keys() <= KEYS:
        raise BadDeviations(f"{place}: must have rule, reason and expires, may have contains, and nothing else")
    texts = {name: entry[name] for name in ("rule", "reason", "contains") if name in entry}
    for name, text in texts.items():
        if not isinstance(text, str) or not text.strip():
            raise BadDeviations(f"{place}: {name} must be a text")
    expires = entry["expires"]
    if isinstance(expires, datetime) or not isinstance(expires, date):
        raise BadDeviations(f"{place}: expires must be a date such as 2027-01-31")
    return Deviation(**texts, expires=expires)
