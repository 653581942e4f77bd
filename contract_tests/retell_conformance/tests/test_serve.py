"""Tests of scripts/serve: it prints how to use it, ends quietly, and reports errors in one line."""

import os
import re
import shlex
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import httpx
import pytest
from attrs import frozen

from repository import SCRIPTS
from retell_conformance.reference_server.__main__ import main
from retell_conformance.stand_in import NotPossible, RetellServer

pytestmark = pytest.mark.slow

SERVE = SCRIPTS / "serve"


def start(*options: str, **environment: str) -> "subprocess.Popen[str]":
    """Start the command in another folder, without its settings in the environment."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("RETELL_")}
    return subprocess.Popen(
        [SERVE, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**inherited, **environment},
        cwd="/",
        # In the background, a shell makes the tests ignore Ctrl-C, and their child processes would inherit that.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )


@frozen
class Serving:
    """A server in its own process, and its output before the first request."""

    process: "subprocess.Popen[str]"
    greeting: str

    def interrupt(self) -> tuple[int, str]:
        """Press Ctrl-C; return the exit status, and the output since the greeting."""
        self.process.send_signal(signal.SIGINT)
        said, complaints = self.process.communicate(timeout=5)
        return self.process.returncode, said.strip() + complaints


@contextmanager
def serving(*options: str, **environment: str) -> Iterator[Serving]:
    with start("--port", "0", *options, **environment) as process:
        assert process.stdout is not None
        try:
            lines: list[str] = []
            while not lines or "curl" not in lines[-1]:
                lines.append(process.stdout.readline())
                assert lines[-1], "the server ended"
            yield Serving(process, "".join(lines))
        finally:
            process.kill()


def paste(greeting: str, key: str = "") -> httpx.Response:
    """Send the request of the greeting's curl line, as a shell does with this key in RETELL_API_KEY."""
    curl, url, *options = shlex.split(greeting.splitlines()[-1].replace("$RETELL_API_KEY", key))
    assert curl == "curl"
    assert options[0::2] == ["-H", "-H", "-d"]
    headers = dict(header.split(": ", 1) for header in (options[1], options[3]))
    return httpx.post(url, headers=headers, content=options[5])


def test_it_prints_the_url_the_key_the_agent_and_the_documentation() -> None:
    with serving("--api-key", "my-own-key", "--agent-id", "my agent") as server:
        greeting = server.greeting
        assert re.search(r"^  API key +that of --api-key$", greeting, re.MULTILINE)
        assert "my-own-key" not in greeting
        assert re.search(r"^  Agent id +my agent$", greeting, re.MULTILINE)
        page = re.search(r"^  Documentation +(http://127\.0\.0\.1:\d+/docs)$", greeting, re.MULTILINE)
        assert page is not None
        assert httpx.get(page[1]).status_code == 200
        assert paste(greeting, "my-own-key").status_code == 201


def test_key_and_agent_may_come_from_the_environment_and_options_win() -> None:
    with serving("--agent-id", "option", RETELL_API_KEY="environment", RETELL_AGENT_ID="environment") as server:
        assert re.search(r"API key +that of RETELL_API_KEY\n +Agent id +option\n", server.greeting)


def test_variables_that_are_empty_count_as_not_set() -> None:
    with serving(RETELL_API_KEY="", RETELL_AGENT_ID="") as server:
        assert paste(server.greeting).status_code == 201


def test_a_call_can_be_simulated_with_control() -> None:
    with serving("--control") as server:
        stand_in = RetellServer(f"http://127.0.0.1:{port_of(server)}", "", "")
        stand_in.join(paste(server.greeting).json()["call_id"]).end()
    with serving() as server, pytest.raises(NotPossible, match="CONTROL=1"):
        RetellServer(f"http://127.0.0.1:{port_of(server)}", "", "").reset()


def test_ctrl_c_ends_it_quietly_even_with_an_open_connection() -> None:
    with serving() as server, socket.create_connection(("127.0.0.1", port_of(server))):
        assert server.interrupt() == (0, "")


def test_requests_are_logged_in_one_line_without_secrets() -> None:
    with serving() as server:
        url = f"http://127.0.0.1:{port_of(server)}/v2/create-web-call%0Afaked?api_key=secret1"
        httpx.post(url, headers={"Authorization": "Bearer secret2"}, content="secret3")
        token = paste(server.greeting).json()["access_token"]  # by the curl line, which registers a call
        _, log = server.interrupt()
    assert re.fullmatch(
        r"\S+ POST /v2/create-web-call%0Afaked → 404 \(.* ms\)\n\S+ POST /v3/create-web-call → 201 \(.* ms\)\n", log
    )
    assert "secret" not in log
    assert token not in log


def test_it_listens_at_the_given_host_and_port() -> None:
    with serving("--host", "localhost") as server:
        assert "http://localhost:" in server.greeting
        assert paste(server.greeting).status_code == 201


def port_of(server: Serving) -> int:
    found = re.search(r"http://127\.0\.0\.1:(\d+)", server.greeting)
    assert found is not None
    return int(found[1])


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--port", "eighty"], "'eighty' is not a port"),
        (["--port", "65536"], "'65536' is not a port"),
        (["--port", "-1"], "'-1' is not a port"),
        (["--colour", "red"], "unrecognized arguments: --colour red"),
        (["--api-key", ""], "api_key must be"),
        (["--agent-id", ""], "agent id must not be empty"),
        (["--host", "no.such.host.invalid"], "cannot listen on no.such.host.invalid"),
        (["--host", "x" * 100], "cannot listen on xxx"),
        (["--control", "--host", "0.0.0.0"], "--control is only for this machine"),
        (["--events", "everywhere"], "'everywhere' must be one of none, loopback, anywhere"),
        (["--webhook-url", "https://example.com/"], "example.com is not this machine"),
        (["--webhook-url", "http://127.0.0.1:1/", "--host", "0.0.0.0"], "with --events none"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, list) else "",
)
def test_an_invalid_option_exits_2_with_one_line(
    options: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        status: object = main(options)
    except SystemExit as exit_:
        status = exit_.code
    said, complaints = capsys.readouterr()
    check_complaint(status, said, complaints, complaint)


def test_a_port_in_use_exits_2_with_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        process = start("--port", port)
        said, complaints = process.communicate(timeout=10)
    check_complaint(process.returncode, said, complaints, f"on 127.0.0.1, port {port}: Address already in use")


def check_complaint(status: object, said: str, complaints: str, complaint: str) -> None:
    assert status == 2
    assert said == ""
    assert complaint in complaints
    assert complaints.startswith("serve: ")
    assert complaints.count("\n") == 1


def test_help_names_the_settings(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0
    for option in ("control", "webhook-url", "events", "no-reload", "host", "port", "api-key", "agent-id"):
        assert f"--{option}" in said
    assert "RETELL_API_KEY" in said
    assert "RETELL_AGENT_ID" in said
