"""Tests of `--history`: the comparison of a nightly run with earlier ones."""

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from api_conformance.reports import history_file
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.running import running
from retell_conformance.tests.conftest import Conformance
from retell_conformance.tests.ended_runs import SERVER
from retell_conformance.tests.report_schema import assert_valid

CHOSEN = ("-k", "an_empty_key_is_refused")


class Lax:
    """The reference server, which accepts an empty key while it is lax."""

    def __init__(self) -> None:
        self.app, self.is_lax = create_app(SERVER), True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope.get("headers", ()))
        if self.is_lax and headers.get(b"authorization", b"").strip() in (b"", b"Bearer"):
            headers[b"authorization"] = f"Bearer {SERVER.api_key}".encode()
        await self.app({**scope, "headers": [*headers.items()]}, receive, send)


def test_a_run_tells_new_known_and_gone_findings_apart(conformance: Conformance, tmp_path: Path) -> None:
    file, server = tmp_path / "nights" / "history.jsonl", Lax()
    nights: list[tuple[str, dict[str, Any]]] = []
    with running(server) as base_url:
        for server.is_lax in (True, True, False):
            run = conformance("--base-url", base_url, *CHOSEN, "--history", str(file))
            nights.append((run.stdout, json.loads((tmp_path / "reports" / "report.json").read_text())))
            assert_valid(nights[-1][1])
    first, second, third = (report for _, report in nights)
    found = {each["id"] for each in first["findings"]}

    assert {each["state"] for each in first["findings"]} == {"new"}
    assert {each["state"] for each in second["findings"]} == {"known"}
    assert {each["id"] for each in third["history"]["gone"]} == found
    assert [each["verdict"] for each in third["history"]["last_runs"]] == ["does_not_conform"] * 2
    assert f"findings: 0 new, 0 known, {len(found)} gone, beside 2 runs before" in nights[-1][0]
    assert len(history_file.read(file)) == 3


@pytest.mark.parametrize(
    ("content", "said"), [("# Notes", "HISTORY must be a file that an earlier run wrote"), (None, "the history cannot")]
)
def test_a_history_that_cannot_be_written_is_reported_in_one_line(
    content: str | None, said: str, conformance: Conformance, tmp_path: Path
) -> None:
    file = tmp_path / "notes.md"
    file.mkdir() if content is None else file.write_text(content)
    run = conformance(*CHOSEN, HISTORY=str(file))

    assert run.returncode == 2
    assert run.stderr.startswith(f"conformance: {said}")
    assert len(run.stderr.splitlines()) == 1
    assert content is None or file.read_text() == content
