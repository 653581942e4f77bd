"""The command of an API, which checks a server against the contract. The exit status is the verdict."""

import io
import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import click
from attrs import evolve

from api_conformance import merging
from api_conformance import settings as run_settings
from api_conformance.deviations import unknown
from api_conformance.endpoint import Endpoint
from api_conformance.events import Consumer, Consumers, reason_of
from api_conformance.memory import collect_no_more, collect_seldom
from api_conformance.no_verdict import NoVerdict
from api_conformance.open_run import open_run
from api_conformance.preflight import preflight
from api_conformance.reports import check_list, files, github, history_file, progress, shard_file, terminal
from api_conformance.results.history import PastRun
from api_conformance.results.summary import Summary
from api_conformance.rule import Rule, rules_of
from api_conformance.run import Run
from api_conformance.run_checks import run_checks
from api_conformance.selection import nearest, select
from api_conformance.settings import Settings
from api_conformance.version import suite_version
from openapi_contract import document
from openapi_contract.raw_document import Unreadable

CONFORMS, DOES_NOT_CONFORM, NO_VERDICT = 0, 1, 2
EPILOG = """\
Each setting can also come from the environment variable in parentheses. The API key comes only from {key}, since
command lines are not secret. Proxies come from HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY.

Exit status: 0 all selected checks passed; 1 a check failed; 2 there is no verdict, with the reason in one line.
"""
SEVERAL = {"--header": "\n", "--operation": ","}
"""The options that may be repeated, and the separators of their values in the environment."""


def main(endpoint: Endpoint, arguments: list[str]) -> int:
    """Run the suite, write the reports, and return the exit status. Raises `NoVerdict`."""
    if arguments[:1] == ["merge"]:
        return _status(*merging.command(endpoint, arguments[1:]))
    given = parse(endpoint, arguments)
    if given["version"]:
        print(versions(endpoint, given["contract"] or os.environ.get("CONTRACT")))
        return CONFORMS
    if given["list_checks"]:
        print("\n".join(check_list.lines(chosen_rules(rules_of(endpoint.checks), given["k"]))))
        return CONFORMS
    settings = run_settings.read(endpoint, given.get)
    rules = rules_of(endpoint.checks)
    for name in unknown(settings.deviations, {*rules}):
        raise NoVerdict(f"DEVIATIONS names a rule that does not exist: {name}{nearest([name], rules)}")
    chosen = chosen_rules(rules, given["k"])
    if settings.shard is not None and not settings.shard.is_first:
        chosen = [each for each in chosen if each.draws]
    try:
        files.prepare(settings.reports, [*files.WRITERS, shard_file.NAME])
    except OSError as error:
        raise NoVerdict(f"the reports cannot be written: {reason_of(error)}") from error
    past = past_runs(settings.history)
    with open_run(settings) as run:
        absent = (endpoint.preflight or preflight)(run, settings.operations)
        settings = evolve(settings, document=run.offered, not_offered=tuple(absent))
        consumers = Consumers(consumers_of(settings, quiet=given["quiet"]), run.traffic.secrets.mask)
        with ended_by_signals(run):
            summary = run_checks(run, settings, chosen, of=len(rules), emit=consumers, at_first=given["x"], past=past)
    return _status(summary, [f"{name} could not be made: {reason}" for name, reason in consumers.failures.items()])


def _status(summary: Summary, failures: Sequence[str]) -> int:
    """Return the exit status, and print other failures. Raises `NoVerdict`."""
    if summary.broken:
        if failures or summary.trouble:
            say("; ".join([*summary.trouble, *failures]))
        return DOES_NOT_CONFORM
    if failures or summary.no_verdict:
        raise NoVerdict("; ".join(filter(None, [*failures, summary.no_verdict])))
    return CONFORMS


def parse(endpoint: Endpoint, arguments: list[str]) -> Mapping[str, Any]:
    """Return the given options by destination, None for the others. Raises `NoVerdict`."""
    params: list[click.Parameter] = [
        click.Option(
            [option.flag],
            metavar=option.metavar,
            help=f"{option.help} ({option.variable})",
            multiple=option.flag in SEVERAL,
        )
        for option in run_settings.options_of(endpoint)
    ]
    params += [
        click.Option(
            ["-k"],
            metavar="NAMES",
            help="only the checks whose ids contain this; combine names with and, or, not and parentheses",
        ),
        click.Option(["-x"], is_flag=True, help="stop at the first check that fails"),
        click.Option(["-q", "--quiet"], is_flag=True, help="show only failures and the verdict"),
        click.Option(["--list-checks"], is_flag=True, help="list the checks: id, profile, title and source"),
        click.Option(["--version"], is_flag=True, help="show the versions of the suite and of the contract"),
    ]
    command = click.Command(
        endpoint.command,
        params=params,
        help=f"Check a {endpoint.noun} against the contract of {endpoint.title}.",
        epilog=EPILOG.format(key=endpoint.key_variable or "CREDENTIAL_ and the name of its security scheme")
        + (endpoint.more_help and f"\n{endpoint.more_help}\n"),
        context_settings={"max_content_width": 120},
    )
    try:
        given = command.make_context(endpoint.command, list(arguments)).params
    except click.UsageError as error:
        raise NoVerdict(error.format_message()) from error
    except click.exceptions.Exit:
        sys.exit(CONFORMS)
    for flag, between in SEVERAL.items():
        name = flag.removeprefix("--")
        if name in given:
            given[name] = between.join(given[name]) or None
    return given


def versions(endpoint: Endpoint, contract: str | None) -> str:
    """Return the versions of the suite and of the contract, if there is one. Raises `NoVerdict`."""
    file = endpoint.contract if contract is None else Path(contract)
    suite = f"{endpoint.command} {suite_version()}"
    if file is None:
        return suite
    try:
        read = document.read(file)
    except Unreadable as error:
        raise NoVerdict(f"the contract cannot be used: {error}") from error
    return f"{suite}, contract {read.root['info'].get('title', file)} {read.version}"


def chosen_rules(rules: Mapping[str, Rule], expression: str | None) -> list[Rule]:
    """Return the rules that `-k` selects; all without it. Raises `BadSelection`."""
    return [rules[name] for name in select(rules, expression)] if expression else list(rules.values())


def past_runs(history: Path | None) -> tuple[PastRun, ...]:
    """Return the runs of a history that can be extended; none without a history. Raises `NoVerdict`."""
    if history is None:
        return ()
    try:
        runs = history_file.read(history)
        history_file.prepare(history)
    except OSError as error:
        raise NoVerdict(f"the history cannot be saved: {reason_of(error)}") from error
    return runs


def consumers_of(settings: Settings, *, quiet: bool) -> dict[str, Consumer]:
    """Return the consumers of a run, by the names that are reported if they fail."""
    return {
        **({} if quiet else {"the progress": progress.consumer(settings, sys.stdout)}),
        **files.consumers(settings.reports),
        **({shard_file.NAME: shard_file.consumer(settings.shard, settings.reports)} if settings.shard else {}),
        **({"the history": history_file.consumer(settings.history)} if settings.history else {}),
        "the report on GitHub": github.consumer(os.environ, sys.stdout),
        **terminal.consumers(sys.stdout, quiet=quiet),
    }


@contextmanager
def ended_by_signals(run: Run) -> Iterator[None]:
    """Let SIGINT and SIGTERM end the run; its reports are still written."""

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        run.traffic.stop.set()  # other threads send nothing more
        raise KeyboardInterrupt

    before = {each: signal.signal(each, interrupt) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def say(reason: object) -> None:
    """Print in one line why there is no verdict, or what else failed."""
    with suppress(OSError):  # the reader may have closed the pipe
        print(f"conformance: {' '.join(str(reason).split())}", file=sys.stderr, flush=True)


def run_command(endpoint: Endpoint, arguments: list[str]) -> int:
    """Run the command, print the reason in one line if there is no verdict, and return the exit status."""
    try:
        return main(endpoint, arguments)
    except NoVerdict as reason:
        say(reason)
    except Unreadable as error:  # a part of it that is read only when it is needed
        say(f"the contract cannot be used: {error}")
    except KeyboardInterrupt:
        say("the run was interrupted")
    except Exception as error:
        say(f"the suite itself failed: {reason_of(error)}")
    return NO_VERDICT


def console(endpoint: Endpoint, arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command in this process, and exit with its status.

    Args:
        arguments: Its arguments; default: those of the process.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that can show only ASCII must not make the command fail.
            stream.reconfigure(errors="backslashreplace")
    collect_seldom()
    status = run_command(endpoint, sys.argv[1:] if arguments is None else list(arguments))
    try:
        sys.stdout.flush()
    except OSError:  # the pipe is closed, which Python would report again at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    collect_no_more()
    sys.exit(status)
