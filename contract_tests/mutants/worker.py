"""One run of the whole suite against one server, in a process forked from one that has loaded preload.py."""

import json
import os
import signal
import sys
import tempfile
from pathlib import Path

from api_conformance import settings as run_settings
from api_conformance.finding import NotChecked
from api_conformance.no_verdict import NoVerdict
from api_conformance.open_run import open_run
from api_conformance.preflight import preflight
from api_conformance.requests.expectations import GeneratedRequest
from api_conformance.requests.sending import Sent, send
from api_conformance.run import Run
from api_conformance.run_check import Outcome, check
from mutants.catalogue import CONFORMING, MUTANTS
from mutants.kill import in_order, likely_first
from mutants.reported import faults_of_reports
from mutants.serve import in_process, over_http
from mutants.tables import SECONDS_TO_ANSWER, Entry, Mutant
from retell_conformance import contract
from retell_conformance.endpoint import RETELL
from retell_conformance.reference_server.server_settings import Settings
from retell_conformance.rules import RULES

SERVERS: tuple[Entry, ...] = (*MUTANTS, *CONFORMING)
STATUSES = CONFORMS, DOES_NOT_CONFORM, NO_VERDICT = 0, 1, 2
"""The exit statuses, as of scripts/conformance."""


class FaultyReport(Exception):
    """A report could not be made, or lacks a finding; the text says which."""


def run(name: str, profile: str, requests: int | None, folder: Path) -> None:
    """Check the server over HTTP. Write the findings to the folder, and exit as scripts/conformance does.

    Args:
        requests: Maximum number of generated requests, those about its sentence first; None for all.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    _write_to(folder / "output")
    row = next(each for each in SERVERS if each.id == name)
    tempfile.tempdir = str(folder)
    try:
        status = _verdict(row, profile, requests, folder)
    except Exception as reason:  # a failure of the suite itself is no verdict either
        said = str(reason) if isinstance(reason, NoVerdict) else f"{type(reason).__name__}: {reason}"
        (folder / "trouble.json").write_text(json.dumps(said))
        status = NO_VERDICT
    sys.exit(status)


def _verdict(row: Entry, profile: str, requests: int | None, folder: Path) -> int:
    """Serve the row's server, check it, and return the exit status."""
    line = over_http if row.server.line is in_process else row.server.line
    with line(row.server.build()) as reached, open_run(settings_for(row, reached.base_url, profile)) as begun:
        preflight(begun)
        return _checked(begun, row, requests, folder)


def settings_for(row: Entry, base_url: str, profile: str) -> run_settings.Settings:
    """Return the settings of the run, without those of this process's environment but the contract."""
    server = Settings()
    given = {"base_url": base_url, "agent_id": server.agent_id, "profile": profile, "contract": contract.path()}
    if isinstance(row, Mutant):
        given["timeout"] = SECONDS_TO_ANSWER
    return run_settings.read(RETELL, given.get, {RETELL.key_variable: server.api_key})


def _checked(run: Run, row: Entry, requests: int | None, folder: Path) -> int:
    """Check every rule; record the broken ones, each with the number of the request that showed it.

    All generated requests are sent if the first ones do not kill a mutant.
    """
    outcomes = _outcomes(run, _first(run, row, requests))
    broken = _broken(run, row, outcomes)
    if isinstance(row, Mutant) and row.check not in broken and requests is not None and run.profile.generated is None:
        outcomes = _outcomes(run, _first(run, row, None))
        broken = _broken(run, row, outcomes)
    seen = {"broken": broken, "requests": len(run.traffic.exchanges)}
    (folder / "witnessed.json").write_text(json.dumps(seen))
    if faults := faults_of_reports(run, outcomes):
        raise FaultyReport("; ".join(faults))
    return DOES_NOT_CONFORM if broken else CONFORMS


def _first(run: Run, row: Entry, requests: int | None) -> list[GeneratedRequest]:
    """Return this many generated requests, with those about the server's sentence first."""
    return likely_first(in_order(run.offered, run.known, run.profile.fuzzing, run.seed), row.sentence)[:requests]


def _outcomes(run: Run, requests: list[GeneratedRequest]) -> list[Outcome]:
    """Check every rule, with those that send their own requests first."""
    outcomes = []
    run.sent = None
    for rule in sorted(RULES.values(), key=lambda each: each.needs_generated):
        if rule.needs_generated and run.sent is None and run.profile.generated is None:
            try:
                run.sent = send(run.placeholders.resolved(requests), run.traffic)
            except NotChecked as reason:
                run.sent = Sent((), reason)
        outcomes.append(check(rule, run))
    return outcomes


def _broken(run: Run, row: Entry, outcomes: list[Outcome]) -> dict[str, int]:
    """Return the broken checks, or the checks with a note if the server is in a table of notes.

    Each has the number of the first request that shows it.
    """
    numbers = {id(exchange): number for number, exchange in enumerate(run.traffic.exchanges, 1)}
    broken = {}
    for outcome in outcomes:
        found = outcome.notes if isinstance(row, Mutant) and row.is_note else outcome.findings
        if found:
            places = (numbers.get(id(finding.exchange)) for finding in found)
            broken[outcome.rule.id] = min((each for each in places if each is not None), default=len(numbers))
    return broken


def _write_to(file: Path) -> None:
    """Redirect all output of this process to a file."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
