"""The settings of a load test besides those of Locust: options of its command, or environment variables."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from api_conformance.no_verdict import NoVerdict
from api_conformance.settings import check_base_url, headers_of
from api_conformance.transport import pacing
from api_conformance.transport.network import Network
from api_conformance.transport.pacing import Pace
from api_conformance.transport.target import Target

MOST_REQUESTS = 100_000
MOST_SECONDS = 900
SECONDS_TO_ANSWER = 10


class BadOption(NoVerdict):
    """A setting is invalid; the text names it and gives the reason in one line."""


def add_to(parser: Any, known: Sequence[tuple[str, str]]) -> None:
    """Add the options to Locust's command. The master passes them to its workers."""
    group = parser.add_argument_group("Conformance")

    def add(flag: str, variable: str, meaning: str, kind: type = str, default: Any = "") -> None:
        group.add_argument(flag, env_var=variable, type=kind, default=default, help=meaning)

    add("--max-requests", "MAX_REQUESTS", "at most this many requests, over all workers", int, MOST_REQUESTS)
    add("--max-time", "MAX_TIME", "time limit of the test, in seconds", int, MOST_SECONDS)
    add("--rate-limit", "RATE_LIMIT", "at most this many requests, over all workers, evenly spaced: 60/m")
    add("--pacing", "PACING", "seconds from the start of one task of a user to the start of the next", float, 1.0)
    add("--timeout", "TIMEOUT", "time limit for each response, in seconds", int, SECONDS_TO_ANSWER)
    add("--reports", "REPORTS", "the folder of the report as JUnit XML", default="reports")
    for name, variable in known:
        add(f"--{name.replace('_', '-')}", variable, f"a value of {name} that the server knows")


@frozen
class Options:
    """The settings of a load test."""

    target: Target
    network: Network
    most: int
    most_seconds: int
    pace: Pace | None

    @classmethod
    def read(
        cls, environment: Any, key_variable: str, known: Sequence[tuple[str, str]], *, is_worker: bool
    ) -> "Options":
        """Return the settings; a worker gets the server and known values from the master. Raises `NoVerdict`."""
        given, variables = environment.parsed_options, os.environ
        base_url = environment.host or variables.get("BASE_URL") or ""
        if not base_url and not is_worker:
            raise BadOption("the server is not named: set --host, or BASE_URL")
        key = variables.get(key_variable) or ""
        if not key or not key.isascii() or not key.isprintable() or " " in key:
            raise BadOption(f"{key_variable} must be set to a key, on the master and on each worker")
        values = {name: getattr(given, name) for name, _ in known}
        for name, variable in known:
            if not values[name] and not is_worker:
                raise BadOption(f"{variable} is not set: valid requests must name one that the server knows")
        if given.max_requests < 1 or given.max_time < 1 or given.timeout < 1 or not 0 <= given.pacing < MOST_SECONDS:
            raise BadOption("MAX_REQUESTS, MAX_TIME and TIMEOUT must be at least 1, and PACING at least 0")
        target = Target(base_url.rstrip("/"), key, key_variable, values)
        if not is_worker:
            check_base_url(base_url)
        pace = pacing.parse(given.rate_limit) if given.rate_limit else None
        network = _network(variables)
        if base_url:
            network.proxy(base_url)
        return cls(target, network, given.max_requests, given.max_time, pace)


def _network(variables: Mapping[str, str]) -> Network:
    """Return the settings of the network, which each machine sets itself. Raises `BadOption`."""
    bundle = "CA_BUNDLE" if variables.get("CA_BUNDLE") else "SSL_CERT_FILE"
    files: dict[str, Path | None] = {}
    for name in (bundle, "CLIENT_CERT", "CLIENT_KEY"):
        files[name] = Path(variables[name]) if variables.get(name) else None
        if files[name] is not None and not Path(variables[name]).is_file():
            raise BadOption(f"{name} names {variables[name]}, which does not exist")
    headers = headers_of(variables.get("HEADER") or "")
    return Network(True, files[bundle], files["CLIENT_CERT"], files["CLIENT_KEY"], headers)
