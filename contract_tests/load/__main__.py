"""`make load`, scripts/load: run Locust with this folder's locustfile, by default on the reference server."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from retell_conformance.contract import path
from retell_conformance.endpoint import RETELL, embedded

LOCUSTFILE = Path(__file__).with_name("locustfile.py")
STATUSES = frozenset({0, 1, 2})
NO_VERDICT = 2
SPAN = re.compile(r"(?=\d)(\d+h)?(\d+m)?(\d+s?)?")
FASTEST = 100
"""Maximum number of users that start per second, as Locust recommends."""
EPILOG = """\
Each setting can also come from the environment variable in parentheses. So can MAX_REQUESTS (100000), MAX_TIME (900),
RATE_LIMIT, PACING (1), TIMEOUT (10), REPORTS, HEADER, CA_BUNDLE, CLIENT_CERT and CLIENT_KEY. The key comes from
RETELL_API_KEY alone. What stands behind `--` is handed to Locust.

Exit status: 0 all responses conform; 1 a response does not; 2 there is no verdict, with the reason in one line.
"""


class BadOption(Exception):
    """An option is invalid; the text names it and gives the reason in one line."""


def main(arguments: Sequence[str]) -> int:
    """Run the test, and return the exit status. Raises `BadOption`."""
    given = parse(arguments)
    environment = dict(os.environ)
    with ExitStack() as stack:
        base_url = given["base_url"]
        if base_url is None:
            target = stack.enter_context(embedded(path()))
            base_url = target.base_url
            environment |= {target.key_variable: target.api_key, "RETELL_AGENT_ID": target.values["agent_id"]}
        elif given["agent_id"]:
            environment["RETELL_AGENT_ID"] = given["agent_id"]
        folder = Path(environment.get("REPORTS") or "reports")
        command = [
            sys.executable,
            "-P",
            "-m",
            "locust",
            "--locustfile",
            str(LOCUSTFILE),
            "--headless",
            "--only-summary",
        ]
        command += ["--host", base_url, "--users", str(given["users"]), "--run-time", given["duration"]]
        command += ["--spawn-rate", str(min(given["users"], FASTEST))]
        command += ["--html", str(folder / "load.html")]
        if given["workers"] > 1:
            command += ["--processes", str(given["workers"]), *on_this_machine()]
        status = run([*command, *given["more"]], environment)
    return status if status in STATUSES else NO_VERDICT


def run(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run a command, and return its status. The command handles Ctrl-C itself."""
    process = subprocess.Popen(command, env=environment)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def on_this_machine() -> list[str]:
    """Return the options of a master and workers that neither other machines nor other tests can reach."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = str(listener.getsockname()[1])
    return ["--master-bind-host", "127.0.0.1", "--master-bind-port", port, "--master-port", port]


def parse(arguments: Sequence[str]) -> Mapping[str, Any]:
    """Return the options. Raises `BadOption`."""
    known = next(each for each in RETELL.known_values)
    params: list[click.Parameter] = [
        click.Option(
            ["--base-url"],
            envvar="BASE_URL",
            metavar="URL",
            help="the server; without it the reference server (BASE_URL)",
        ),
        click.Option([known.flag], envvar=known.variable, metavar="ID", help=f"{known.help} ({known.variable})"),
        click.Option(
            ["--users"],
            envvar="USERS",
            default=20,
            type=click.IntRange(1),
            help="callers at a time (USERS)",
            show_default=True,
        ),
        click.Option(
            ["--duration"],
            envvar="DURATION",
            default="1m",
            help="how long: 90s, 2m, 1h30m (DURATION)",
            show_default=True,
        ),
        click.Option(
            ["--workers"],
            envvar="WORKERS",
            default=2,
            type=click.IntRange(1),
            help="processes that send (WORKERS)",
            show_default=True,
        ),
        click.Option(["--options"], is_flag=True, help="show this"),
        click.Argument(["more"], nargs=-1),
    ]
    command = click.Command(
        "load",
        params=params,
        help="Test a server under load, each response judged by the contract.",
        epilog=EPILOG,
        context_settings={"max_content_width": 120},
    )
    try:
        context = command.make_context("load", list(arguments))
    except click.UsageError as error:
        raise BadOption(error.format_message()) from error
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    given = context.params
    if given["options"]:
        click.echo(command.get_help(context))
        sys.exit(0)
    if not SPAN.fullmatch(given["duration"]):
        raise BadOption(f"DURATION must look like 90s, 2m or 1h30m, not {given['duration']!r}")
    return given


def console() -> None:
    """Run the command, and exit with its status."""
    try:
        status = main(sys.argv[1:])
    except (BadOption, RuntimeError) as reason:  # RuntimeError: the reference server does not start
        print(f"load: {' '.join(str(reason).split())}", file=sys.stderr)
        status = NO_VERDICT
    sys.exit(status)


if __name__ == "__main__":
    console()
