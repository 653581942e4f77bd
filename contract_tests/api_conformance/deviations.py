"""Accepted deviations: findings that are known, with a reason and a date from which they count again."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import yaml
from attrs import frozen

KEYS = {"rule", "reason", "expires", "contains"}


class BadDeviations(Exception):
    """The file cannot be used; the text says why in one line."""


@frozen
class Deviation:
    """One accepted finding: of this rule, and if `contains` is given, only those whose text or request has it."""

    rule: str
    reason: str
    expires: date
    contains: str = ""

    def accepts(self, text: str) -> bool:
        """Return whether this deviation accepts a finding of the rule; `text` describes the finding and its request."""
        return self.contains in text

    @property
    def expired(self) -> bool:
        """True if the date has come."""
        return self.expires <= datetime.now(UTC).date()

    def __str__(self) -> str:
        return self.rule + (f" ({self.contains!r})" if self.contains else "")


def read(path: Path | None) -> tuple[Deviation, ...]:
    """Return the deviations of a file: a YAML list of rule, reason, expires and, to be exact, contains."""
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
    """Return the rules that deviations name and that are not there."""
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
