"""The settings of a run: read from options, else from the environment, and checked before anything is sent."""

import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen
from pyrate_limiter import Limiter
from schemathesis.core.errors import InvalidRateLimit
from schemathesis.core.rate_limit import build_limiter

from contract_tests import contract
from contract_tests.provider import deviations
from contract_tests.provider.deviations import Deviation


class BadSetting(Exception):
    """A setting that cannot be used; the text says which and why in one line."""


@frozen
class Profile:
    """How hard a server is tried."""

    cases: int | None
    """Cases of a rule at the most, for rules that have several; None for all."""
    generated: int | None
    """Generated requests to each operation at the most; None for all that there are."""
    fuzzing: int
    """Random requests of each mode among them."""
    requests: int
    """About how many requests that makes, with those of the rules' own."""
    seconds: int
    """The longest that a run may take, unless told otherwise."""
    seed: int | None
    """The seed where none is given; None for one drawn by chance."""


PROFILES = {
    "smoke": Profile(cases=1, generated=4, fuzzing=5, requests=59, seconds=900, seed=0),
    "ci": Profile(cases=None, generated=None, fuzzing=50, requests=2147, seconds=900, seed=0),
    "deep": Profile(cases=None, generated=None, fuzzing=2000, requests=5500, seconds=3600, seed=None),
}


@frozen
class Option:
    """A setting as the command line and the environment know it."""

    flag: str
    variable: str
    metavar: str
    help: str

    @property
    def destination(self) -> str:
        """The name under which argparse and pytest keep the option."""
        return self.flag.removeprefix("--").replace("-", "_")


OPTIONS = (
    Option("--base-url", "BASE_URL", "URL", "the server to check; without it the embedded reference server"),
    Option("--agent-id", "RETELL_AGENT_ID", "ID", "an agent that the server knows; needed with --base-url"),
    Option(
        "--profile", "PROFILE", "NAME", "how hard to try: smoke (at most 60 requests), ci (default) or deep (minutes)"
    ),
    Option("--seed", "SEED", "N", "repeats a run; default: 0, and for deep one drawn by chance"),
    Option("--rate-limit", "RATE_LIMIT", "N/UNIT", "requests per s, m or h at the most, such as 60/m"),
    Option("--max-requests", "MAX_REQUESTS", "N", "requests in the whole run at the most"),
    Option("--max-time", "MAX_TIME", "SECONDS", "the longest that the run may take; default: 900, and for deep 3600"),
    Option("--deviations", "DEVIATIONS", "FILE", "findings that are accepted until a date, a YAML list"),
    Option("--contract", "CONTRACT", "FILE", "another version of the contract to check against"),
    Option("--reports", "REPORTS", "DIR", "where the reports go; default: reports"),
)


@frozen
class Settings:
    """What a run does. `base_url` is None for the embedded reference server."""

    base_url: str | None
    api_key: str | None = field(repr=False)
    agent_id: str | None
    profile_name: str
    seed: int
    rate_limit: str | None
    max_requests: int | None
    max_seconds: int
    deviations: tuple[Deviation, ...]
    reports: Path

    @property
    def profile(self) -> Profile:
        """How hard the server is tried."""
        return PROFILES[self.profile_name]

    def limiter(self) -> Limiter | None:
        """Paces the requests, where a rate limit is set."""
        return None if self.rate_limit is None else build_limiter(self.rate_limit)


def read(options: Callable[[str], Any], environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings from the options, by destination, else from the environment. Raises `BadSetting`."""
    given = {}
    for option in OPTIONS:
        value = options(option.destination)
        given[option.destination] = environment.get(option.variable) or None if value is None else str(value)
    profile = given["profile"] or "ci"
    if profile not in PROFILES:
        raise BadSetting(f"PROFILE must be one of {', '.join(PROFILES)}, not {profile!r}")
    seed = _number(given["seed"], "SEED", least=0)
    if seed is None:
        seed = PROFILES[profile].seed
    api_key = environment.get("RETELL_API_KEY") or None
    if given["base_url"] is not None:
        if api_key is None:
            raise BadSetting("RETELL_API_KEY is not set: the server at --base-url must be asked with a key")
        if given["agent_id"] is None:
            raise BadSetting("RETELL_AGENT_ID is not set: valid requests must name an agent that the server knows")
        if not api_key.isascii() or not api_key.isprintable():
            raise BadSetting("RETELL_API_KEY has characters that no key has")
    if given["contract"] is not None:
        # The contract is read from many places, and by the reference server too.
        os.environ["CONTRACT"] = str(Path(given["contract"]).absolute())
    try:
        contract.load()
    except contract.Unusable as error:
        raise BadSetting(f"the contract {contract.path()} {error}") from error
    try:
        accepted = deviations.read(Path(given["deviations"]) if given["deviations"] else None)
    except deviations.BadDeviations as error:
        raise BadSetting(str(error)) from error
    reports = Path(given["reports"] or "reports").absolute()
    if reports.exists() and not reports.is_dir():
        raise BadSetting(f"REPORTS must be a folder, and {reports} is not one")
    return Settings(
        base_url=given["base_url"] and given["base_url"].rstrip("/"),
        api_key=api_key,
        agent_id=given["agent_id"],
        profile_name=profile,
        seed=secrets.randbelow(2**32) if seed is None else seed,
        rate_limit=_rate_limit(given["rate_limit"]),
        max_requests=_number(given["max_requests"], "MAX_REQUESTS", least=1),
        max_seconds=_number(given["max_time"], "MAX_TIME", least=1) or PROFILES[profile].seconds,
        deviations=accepted,
        reports=reports,
    )


def _number(text: str | None, name: str, least: int) -> int | None:
    if text is None:
        return None
    if not text.isdecimal() or len(text) > 18 or int(text) < least:
        raise BadSetting(f"{name} must be a whole number from {least} on, not {text!r}")
    return int(text)


def _rate_limit(text: str | None) -> str | None:
    if text is not None:
        try:
            build_limiter(text)
        except (InvalidRateLimit, ValueError, AssertionError) as error:
            raise BadSetting(f"RATE_LIMIT must look like 60/m, 5/s or 1000/h, not {text!r}") from error
    return text
