"""The settings of a run: read from options, else from the environment, and checked before anything is sent."""

import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx
from attrs import evolve, field, frozen

from api_conformance import deviations, shard
from api_conformance.deviations import Deviation
from api_conformance.endpoint import Endpoint
from api_conformance.no_verdict import NoVerdict
from api_conformance.profiles import PROFILES, Profile
from api_conformance.requests import found_requests
from api_conformance.requests.found_requests import FoundRequest
from api_conformance.shard import Shard
from api_conformance.transport import pacing
from api_conformance.transport.credentials import credentials_of, lacking, variable_of
from api_conformance.transport.network import Network
from api_conformance.transport.pacing import Pace
from api_conformance.transport.recovery import SECONDS_TO_RETURN
from api_conformance.transport.target import Target
from api_conformance.transport.traffic import MOST_AT_ONCE, SECONDS_TO_ANSWER
from openapi_contract import document
from openapi_contract.document import Document
from openapi_contract.links import wrong_expressions
from openapi_contract.openapi30 import in_words_of_3_1
from openapi_contract.operations import Operation
from openapi_contract.raw_document import Unreadable, as_pointer


class BadSetting(NoVerdict):
    """A setting is invalid; the text names it and gives the reason in one line."""


@frozen
class Option:
    """A setting, with its option and its environment variable."""

    flag: str
    variable: str
    metavar: str
    help: str

    @property
    def destination(self) -> str:
        """The name of the option in argparse and pytest."""
        return self.flag.removeprefix("--").replace("-", "_")


OPTIONS = (
    Option("--base-url", "BASE_URL", "URL", "the server to check; default: the embedded reference server"),
    Option(
        "--operation",
        "OPERATION",
        "ID",
        "the operations to check, separated by commas; default: all that the server offers",
    ),
    Option("--profile", "PROFILE", "NAME", "smoke (about 70 requests), ci (the default) or deep (minutes)"),
    Option(
        "--seed",
        "SEED",
        "N",
        "seed of the random requests; default: 0, and for deep a random one, shown in the summary",
    ),
    Option("--rate-limit", "RATE_LIMIT", "N/UNIT", "at most this many requests per s, m or h, evenly spaced: 60/m"),
    Option("--max-requests", "MAX_REQUESTS", "N", "at most this many requests in the whole run"),
    Option("--max-time", "MAX_TIME", "SECONDS", "time limit of the run, in seconds; default: 900, and for deep 3600"),
    Option(
        "--timeout", "TIMEOUT", "SECONDS", f"time limit for each response, in seconds; default: {SECONDS_TO_ANSWER}"
    ),
    Option(
        "--wait", "WAIT", "SECONDS", f"seconds to wait for a server that does not respond; default: {SECONDS_TO_RETURN}"
    ),
    Option(
        "--concurrency",
        "CONCURRENCY",
        "N",
        f"at most this many requests at a time, if the server is slow; default: {MOST_AT_ONCE}",
    ),
    Option("--header", "HEADER", "'NAME: VALUE'", "a header to send with each request, for a gateway; one per line"),
    Option("--ca-bundle", "CA_BUNDLE", "FILE", "the certificates to trust; default: SSL_CERT_FILE, else the system's"),
    Option("--client-cert", "CLIENT_CERT", "FILE", "a client certificate, for a server that requires one (mTLS)"),
    Option("--client-key", "CLIENT_KEY", "FILE", "the key of the client certificate, unless its file contains it"),
    Option("--deviations", "DEVIATIONS", "FILE", "findings that are accepted until a date, as YAML"),
    Option("--contract", "CONTRACT", "FILE", "another version of the contract"),
    Option("--reports", "REPORTS", "DIR", "the folder of the reports; default: reports"),
    Option("--shard", "SHARD", "K/N", "this machine's part of a run over several, such as 3/8; see `merge`"),
    Option("--replay", "REPLAY", "FILE", "a found-requests.json of earlier runs, to send first"),
    Option("--history", "HISTORY", "FILE", "a file of earlier runs, to compare this one with and add it to"),
)


def options_of(endpoint: Endpoint) -> tuple[Option, ...]:
    """Return the options of an API's command: the general ones, and one for each known value."""
    flag, variable, words = endpoint.url
    default = "; default: the embedded reference server" if endpoint.embedded is not None else ""
    known = (Option(each.flag, each.variable, "ID", each.help) for each in endpoint.known_values)
    others = (each for each in OPTIONS[1:] if each.flag not in endpoint.left_out)
    return Option(flag, variable, OPTIONS[0].metavar, words + default), *known, *others


@frozen
class Settings:
    """The settings of a run. `target` is None for the embedded reference server."""

    endpoint: Endpoint
    document: Document = field(repr=False)
    contract: Path
    """The file of the contract."""
    target: Target | None
    operations: frozenset[str]
    """The ids of the operations to check; empty for all that the server offers."""
    profile_name: str
    seed: int
    rate_limit: str | None
    max_requests: int | None
    max_seconds: int
    seconds_to_answer: int
    seconds_to_return: int
    concurrency: int
    network: Network
    deviations: tuple[Deviation, ...]
    reports: Path
    history: Path | None = None
    """The file of earlier runs; None without a history."""
    shard: Shard | None = None
    """The part of a campaign; None if the run is not part of one."""
    replayed: tuple[FoundRequest, ...] = ()
    """Requests of earlier runs that found faults, for this shard."""
    not_offered: tuple[Operation, ...] = ()
    """The operations of the contract that the server does not offer."""

    @property
    def profile(self) -> Profile:
        """The profile of the run."""
        return PROFILES[self.profile_name]

    @property
    def drawn_by(self) -> int:
        """The seed of the random requests."""
        return self.seed if self.shard is None else self.shard.seed_of(self.seed)

    def pace(self) -> Pace | None:
        """Return the pace of the requests; None without a rate limit."""
        return None if self.rate_limit is None else pacing.parse(self.rate_limit)


def read(endpoint: Endpoint, options: Callable[[str], Any], environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings from the options, by destination, else from the environment. Raises `NoVerdict`."""
    given: dict[str, str | None] = {each.destination: None for each in OPTIONS}
    url, *_ = options_of(endpoint)
    for option in options_of(endpoint):
        value = options(option.destination)
        given[option.destination] = environment.get(option.variable) or None if value is None else str(value)
    given["base_url"] = given[url.destination]
    profile = given["profile"] or "ci"
    if profile not in PROFILES:
        raise BadSetting(f"PROFILE must be one of {', '.join(PROFILES)}, not {profile!r}")
    seed = _number(given["seed"], "SEED", least=0)
    if seed is None:
        seed = PROFILES[profile].seed
    file = Path(given["contract"]) if given["contract"] is not None else endpoint.contract
    if file is None:
        raise BadSetting("CONTRACT is not set: name the contract to check against")
    if given["base_url"] is None and endpoint.embedded is None:
        raise BadSetting(f"{url.variable} is not set: name {endpoint.url[-1]}")
    try:
        contract = endpoint.scope(in_words_of_3_1(document.read(file)))
        known = {each.id: each for each in contract.operations}
        wrong_link = next(wrong_expressions(contract), None)
    except Unreadable as error:
        raise BadSetting(f"the contract cannot be used: {error}") from error
    if wrong_link is not None:
        place, reason = wrong_link
        raise BadSetting(f"the contract cannot be used: {as_pointer(place)}: {reason}")
    endpoint = evolve(endpoint, key_variable=endpoint.key_variable or _credential_of(contract))
    chosen = frozenset(name.strip() for name in (given["operation"] or "").split(",") if name.strip())
    if not chosen <= known.keys():
        wrong = min(chosen - known.keys())
        raise BadSetting(f"OPERATION must be one of {', '.join(known)}, or several, not {wrong!r}")
    if chosen:
        contract = contract.without([each for name, each in known.items() if name not in chosen])
    target = _target(endpoint, contract, given, environment)
    accepted = deviations.read(Path(given["deviations"]) if given["deviations"] else None)
    reports = Path(given["reports"] or "reports").absolute()
    if reports.exists() and not reports.is_dir():
        raise BadSetting(f"REPORTS must be a folder, and {reports} is not one")
    part = None if given["shard"] is None else shard.parse(given["shard"])
    return Settings(
        endpoint=endpoint,
        document=contract,
        contract=file,
        target=target,
        operations=chosen,
        profile_name=profile,
        seed=secrets.randbelow(2**32) if seed is None else seed,
        rate_limit=_rate_limit(given["rate_limit"]),
        max_requests=_number(given["max_requests"], "MAX_REQUESTS", least=1),
        max_seconds=_number(given["max_time"], "MAX_TIME", least=1) or PROFILES[profile].seconds,
        seconds_to_answer=_number(given["timeout"], "TIMEOUT", least=1) or SECONDS_TO_ANSWER,
        seconds_to_return=_seconds(given["wait"], SECONDS_TO_RETURN),
        concurrency=_number(given["concurrency"], "CONCURRENCY", least=1) or MOST_AT_ONCE,
        network=_network(given, target),
        deviations=accepted,
        reports=reports,
        shard=part,
        replayed=_replayed(given["replay"], part),
        history=Path(given["history"]).absolute() if given["history"] else None,
    )


def _credential_of(contract: Document) -> str:
    """Return the environment variable with the key of the contract's first security scheme."""
    schemes = (contract.root.get("components") or {}).get("securitySchemes") or {}
    return next(map(variable_of, schemes), "CREDENTIAL")


def _target(
    endpoint: Endpoint, contract: Document, given: Mapping[str, str | None], environment: Mapping[str, str]
) -> Target | None:
    """Return the server to check; None if none is given. Raises `BadSetting` if its settings are incomplete."""
    base_url, variable = given["base_url"], endpoint.key_variable
    if base_url is None:
        return None
    check_base_url(base_url, "URL" if endpoint.exact_url else "base URL")
    api_key, credentials = environment.get(variable) or "", None
    if not endpoint.exact_url:
        credentials = credentials_of(contract, variable, environment)
        used = next(iter((credentials or {}).values()), None)
        api_key, variable = (api_key, variable) if used is None else (used.key, used.variable)
    if not api_key and (endpoint.exact_url or any(each.secured for each in contract.operations)):
        raise BadSetting(f"{variable} is not set: the {endpoint.noun} at {endpoint.url[0]} requires a key")
    if lacks := None if credentials is None else lacking(contract, endpoint.key_variable, credentials):
        operation, unset = lacks
        others = "set it, or name the operations to check by OPERATION"
        raise BadSetting(f"{unset} is not set, and {operation.method} {operation.path} requires it: {others}")
    values = {}
    for option, known in zip(options_of(endpoint)[1:], endpoint.known_values, strict=False):
        value = given[option.destination]
        if value is None:
            raise BadSetting(f"{known.variable} is not set: {known.missing}")
        values[known.property] = value
    if not api_key.isascii() or not api_key.isprintable() or " " in api_key:
        raise BadSetting(f"{variable} has a space, a line break or another character that no key may contain")
    return Target(base_url if endpoint.exact_url else base_url.rstrip("/"), api_key, variable, values, credentials)


def check_base_url(text: str, name: str = "base URL") -> None:
    """Raise `BadSetting` unless paths can be appended to the text to form a URL."""
    shape = f"the {name} must look like https://host[:port][/path]"
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL:
        raise BadSetting(f"{shape}, not {text!r}") from None
    if url.userinfo:
        # Not shown, since it contains a password.
        raise BadSetting(f"{shape}, without a user and a password")
    if url.scheme not in ("http", "https") or not url.host or url.query or url.fragment:
        raise BadSetting(f"{shape}, not {text!r}")


def headers_of(text: str) -> dict[str, str]:
    """Return the headers of HEADER, one per line. Raises `BadSetting`."""
    headers = {}
    for line in text.splitlines():
        name, colon, value = line.partition(":")
        if not colon or not name.strip() or not line.isascii() or not line.isprintable():
            raise BadSetting("HEADER must look like 'Name: value'")
        headers[name.strip()] = value.strip()
    return headers


def _network(given: Mapping[str, str | None], target: Target | None) -> Network:
    if target is None:
        return Network()
    headers = headers_of(given["header"] or "")
    files = {name: given[name] and Path(str(given[name])) for name in ("ca_bundle", "client_cert", "client_key")}
    network = Network(
        True, files["ca_bundle"] or None, files["client_cert"] or None, files["client_key"] or None, headers
    )
    network.check(target.base_url)
    return network


def _number(text: str | None, name: str, least: int) -> int | None:
    if text is None:
        return None
    if not text.isdecimal() or len(text) > 18 or int(text) < least:
        raise BadSetting(f"{name} must be a whole number of at least {least}, not {text!r}")
    return int(text)


def _seconds(text: str | None, usual: int) -> int:
    given = _number(text, "WAIT", least=0)
    return usual if given is None else given


def _replayed(text: str | None, part: Shard | None) -> tuple[FoundRequest, ...]:
    found = () if text is None else found_requests.read(Path(text))
    return found if part is None else found[part.number - 1 :: part.of]


def _rate_limit(text: str | None) -> str | None:
    if text is not None:
        pacing.parse(text)
    return text
