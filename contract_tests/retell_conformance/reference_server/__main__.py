"""The reference server in the foreground: `make serve`, scripts/serve."""

import argparse
import contextlib
import errno
import json
import logging
import os
import shlex
import socket
import sys
from collections.abc import Mapping
from typing import NoReturn, get_args

import uvicorn
from starlette.types import ASGIApp

from api_conformance import quick_start  # noqa: F401  # before httpx is imported
from api_conformance.memory import collect_seldom
from openapi_contract.raw_document import Unreadable
from retell_conformance.contract import path
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.behaviour import Behaviour
from retell_conformance.reference_server.observed import OBSERVED
from retell_conformance.reference_server.receivers import Allowed, NotAllowed, check, is_loopback
from retell_conformance.reference_server.reloading import reloading
from retell_conformance.reference_server.request_log import logging_requests
from retell_conformance.reference_server.running import configuration
from retell_conformance.reference_server.server_settings import Settings, versions_of
from retell_conformance.reference_server.server_state import ServerState

BEHAVIOURS = {"documented": Behaviour(), "observed": OBSERVED}


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Exit with one line, without the usage that argparse would print before it."""
        sys.exit(_complain(message))


class _GreetingServer(uvicorn.Server):
    greeting: str

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Print the instructions once the server responds and handles Ctrl-C."""
        await super().startup(sockets)
        print(self.greeting, flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Serve until Ctrl-C, then return 0; return 2, after one line, if it cannot."""
    options = _parser().parse_args(arguments)
    try:
        settings = settings_from(options)
        app = served(settings, options)
        listener = bind(options.host, options.port)
    except ValueError as error:
        return _complain(str(error))
    except OSError as error:
        reason = f"{error.strerror}; choose with --host and --port"
        return _complain(f"cannot listen on {options.host}, port {options.port}: {reason}")
    if not options.quiet:
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
        app = logging_requests(app)
    collect_seldom()
    with listener, contextlib.suppress(KeyboardInterrupt):
        server = _GreetingServer(configuration(app, log_level="warning"))
        url = base_url(options.host, listener)
        server.greeting = url if options.quiet else how_to_use(settings, url, os.environ)
        server.run(sockets=[listener])
    return 0


def served(settings: Settings, options: argparse.Namespace) -> ASGIApp:
    """Return the server, which reloads a changed contract unless told not to. Raise ValueError if it cannot be read."""
    state, behaviour = ServerState.of(settings), BEHAVIOURS[options.errors]

    def build() -> ASGIApp:
        return create_app(settings, behaviour, state)

    try:
        return reloading(build, path()) if options.reload else build()
    except Unreadable as error:
        raise ValueError(f"the contract cannot be used: {error}") from error


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="scripts/serve",
        description="Run the reference server of the contract until Ctrl-C, with its docs at /docs.",
        epilog="Exit status: 0 after Ctrl-C, 2 if it cannot serve.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on; default: %(default)s")
    port = _port(os.environ.get("PORT") or "8080")
    parser.add_argument(
        "--port", default=port, type=_port, help="port to listen on (or PORT); default: 8080; 0 for a free one"
    )
    parser.add_argument("--quiet", action="store_true", help="print the base URL and nothing else")
    parser.add_argument(
        "--api-key", metavar="KEY", help="the key to accept (or RETELL_API_KEY); default: an invented one"
    )
    parser.add_argument(
        "--agent-id",
        metavar="ID",
        help="the id of the agent that exists (or RETELL_AGENT_ID); default: an invented one",
    )
    parser.add_argument(
        "--errors",
        type=_errors,
        metavar="{documented,observed}",
        default=os.environ.get("ERRORS") or "documented",
        help="send errors as documented, or as the live API was seen to send them (or ERRORS); default: documented",
    )
    parser.add_argument(
        "--versions",
        type=_versions,
        default=os.environ.get("VERSIONS") or "v2,v3",
        help="the versions that register calls (or VERSIONS); default: v2,v3",
    )
    parser.add_argument(
        "--webhook-url",
        metavar="URL",
        default=os.environ.get("WEBHOOK_URL") or None,
        help="receiver of events for calls without a webhook_url of their own (or WEBHOOK_URL); default: none",
    )
    parser.add_argument(
        "--events",
        type=_events,
        metavar="{none,loopback,anywhere}",
        default=os.environ.get("EVENTS") or None,
        help="hosts that events may be sent to (or EVENTS); default: loopback, and none with another --host",
    )
    parser.add_argument(
        "--control",
        action="store_true",
        default=os.environ.get("CONTROL", "") not in ("", "0"),
        help="let tests on this machine control calls and faults, at /control (or CONTROL=1); default: off",
    )
    parser.add_argument(
        "--no-reload", dest="reload", action="store_false", help="do not reload the contract when its file changes"
    )
    return parser


def _events(text: str) -> str:
    if text not in get_args(Allowed):
        raise argparse.ArgumentTypeError(f"{text!r} must be one of {', '.join(get_args(Allowed))}")
    return text


def _errors(text: str) -> str:
    if text not in BEHAVIOURS:
        raise argparse.ArgumentTypeError(f"{text!r} must be documented or observed")
    return text


def _versions(text: str) -> tuple[str, ...]:
    versions = tuple(text.replace(" ", "").split(","))
    if not set(versions) <= {"v2", "v3"}:
        raise argparse.ArgumentTypeError(f"{text!r} must be v2, v3 or v2,v3")
    return versions


def _port(text: str) -> int:
    if not text.isdecimal() or len(text) > 5 or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: give a number from 0 to 65535")
    return int(text)


def settings_from(options: argparse.Namespace) -> Settings:
    """Return the settings from the options, else the environment, else the defaults. Raise ValueError."""
    defaults = Settings()
    api_key = options.api_key if options.api_key is not None else os.environ.get("RETELL_API_KEY") or defaults.api_key
    agent_id = options.agent_id if options.agent_id is not None else os.environ.get("RETELL_AGENT_ID")
    if options.agent_id == "":
        raise ValueError("the agent id must not be empty")
    agents = versions_of(agent_id) if agent_id else defaults.agents
    is_local = is_loopback(options.host)
    if options.control and not is_local:
        raise ValueError(f"--control is only for this machine, and --host {options.host} gives access to others")
    events: Allowed = options.events or ("loopback" if is_local else "none")
    if options.webhook_url is not None:
        try:
            check(options.webhook_url, events)
        except NotAllowed as reason:
            raise ValueError(f"--webhook-url cannot be used with --events {events}: {reason}") from reason
    return Settings(
        api_key,
        agents,
        versions=options.versions,
        webhook_url=options.webhook_url,
        events=events,
        control=options.control,
    )


def bind(host: str, port: int) -> socket.socket:
    """Return a socket on the address, for IPv4 or IPv6. Raise OSError."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except UnicodeError:
        raise OSError(errno.EINVAL, "not the name of a host") from None
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()  # two sockets may be bound to one port, but only one may listen
    except OSError:
        listener.close()
        raise
    return listener


def base_url(host: str, listener: socket.socket) -> str:
    """Return the URL of the listener for clients on this machine."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    bracketed = f"[{reachable}]" if ":" in reachable else reachable
    return f"http://{bracketed}:{listener.getsockname()[1]}"


def how_to_use(settings: Settings, url: str, environment: Mapping[str, str]) -> str:
    """Return the instructions for using the server, without a key that the user has set."""
    own = settings.api_key != Settings().api_key
    authorization = shlex.quote(f"Authorization: Bearer {settings.api_key}")
    key = settings.api_key
    if own:
        # It may be the exported key of another server, and others may read terminals and logs.
        known = environment.get("RETELL_API_KEY") == settings.api_key
        key = "that of RETELL_API_KEY" if known else "that of --api-key"
        authorization = '"Authorization: Bearer $RETELL_API_KEY"'
    newest = settings.versions[-1]
    body = shlex.quote(json.dumps({"agent_id": settings.agent_id}))
    also = [f"  Control        {url}/control\n"] if settings.control else []
    also += [f"  Events         to {settings.webhook_url}\n"] if settings.webhook_url else []
    return f"""\
The reference server listens on {url} until Ctrl-C.

  API key        {key}
  Agent id       {settings.agent_id}
  Documentation  {url}/docs
{"".join(also)}
Try it:

  curl {shlex.quote(f"{url}/{newest}/create-web-call")} -H {authorization} -H 'Content-Type: application/json' -d {body}
"""


def _complain(problem: str) -> int:
    print(f"serve: {problem}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
