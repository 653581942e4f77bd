"""Runs that have ended, built by hand from findings of a rule, and the consumers that report them."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import httpx

from api_conformance import settings as run_settings
from api_conformance.events import Consumer, RunEnded
from api_conformance.finding import Finding
from api_conformance.profiles import PROFILES
from api_conformance.reports import files, github, terminal
from api_conformance.requests.sending import Sent
from api_conformance.results.check_result import result
from api_conformance.results.summary import Summary
from api_conformance.run import Run
from api_conformance.run_check import Outcome
from api_conformance.run_checks import gather
from api_conformance.transport.exchange import Exchange, now
from api_conformance.transport.target import Target
from api_conformance.transport.traffic import Traffic
from retell_conformance import contract
from retell_conformance.endpoint import RETELL
from retell_conformance.reference_server.server_settings import Settings as ServerSettings
from retell_conformance.rules import RULES

SERVER = ServerSettings()
RULE = RULES["every_request_is_answered_without_a_server_error"]


def exchange(content: bytes = b"{}", response: httpx.Response | None = None, failure: str | None = None) -> Exchange:
    """Build an exchange."""
    request = httpx.Request("POST", "http://server.test/v3/create-web-call", content=content)
    return Exchange(request, response, failure, now(), 0.1)


def ended(findings: Sequence[Finding], folder: Path) -> RunEnded:
    """Return the end of a run in which a rule had these findings."""
    target = Target("http://server.test", SERVER.api_key, values={"agent_id": SERVER.agent_id})
    run = Run(contract.read(), Traffic(target), PROFILES["ci"], 0, RETELL, Sent(()))
    run.traffic.exchanges += [each.exchange for each in findings if each.exchange is not None]
    summary = Summary(run_settings.read(RETELL, {"reports": str(folder)}.get, {}), selected=1, of=len(RULES))
    summary.results.append(result(Outcome(RULE, tuple(findings), requests=1), run, ()))
    gather(summary, run)
    return RunEnded(summary, run.traffic)


def consumers(folder: Path, out: io.StringIO) -> Mapping[str, Consumer]:
    """Return all consumers of the end of a run."""
    on_github = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(folder / "summary.md")}
    every = {**files.consumers(folder), "the report on GitHub": github.consumer(on_github, out)}
    return {**every, **terminal.consumers(out)}


def response(status: int = 500, content: bytes = b"{}", **headers: str) -> httpx.Response:
    """Build a response."""
    return httpx.Response(status, content=content, headers=headers)
