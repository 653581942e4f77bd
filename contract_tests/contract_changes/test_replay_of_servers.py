"""The history of a contract, replayed: the suite built from each revision tells a server that keeps it from one that
keeps the revision before.
"""

import itertools
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from contract_changes import replay
from contract_changes.replay import Revision
from mutants.kill import accusations, on_trial
from mutants.serve import in_process
from repository import SCRIPTS
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.server_settings import Settings
from retell_conformance.rules import RULES

pytestmark = pytest.mark.slow

SERVER = Settings()


def telling() -> list[Revision]:
    """Return the revisions before which the operations, or what requests may be, changed, and the last.

    Each is a patch on the one before, so the rest shows in those that come later.
    """
    every = replay.revisions()
    pairs = itertools.pairwise(every)
    changed = [
        after
        for before, after in pairs
        if "senders" in after.breaks
        or [each.id for each in before.document.operations] != [each.id for each in after.document.operations]
    ]
    return list({revision.name: revision for revision in (*changed, every[-1])}.values())


@pytest.mark.parametrize("revision", telling(), ids=lambda revision: revision.name)
def test_a_server_derived_from_a_revision_keeps_it(
    revision: Revision, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONTRACT", str(revision.write(tmp_path)))
    with on_trial(create_app(), in_process, requests=120, cases=1, fuzzing=5) as trial:
        accused = accusations(trial)
        served = [each.request for each in trial.run.traffic.exchanges if each.response and each.response.is_success]
    assert {each.rule.id: each.shown[0].got for each in accused} == {}
    assert [
        each.id for each in revision.document.operations if not any(each.takes(it.method, it.url.path) for it in served)
    ] == []


@contextmanager
def serving(revision: Revision, folder: Path) -> Iterator[str]:
    """A server that keeps this revision, in a process of its own; yields its base URL."""
    environment = {**os.environ, "CONTRACT": str(revision.write(folder)), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [SCRIPTS / "serve", "--port", "0"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().split()[5]
    finally:
        process.terminate()
        process.wait(10)
        if process.stdout is not None:
            process.stdout.close()


@pytest.mark.parametrize(
    ("name", "rule", "profile"),
    [
        ("05-a-field-of-requests-becomes-required", "an_invalid_request_is_refused", "ci"),
        ("08-a-bound-is-narrowed", "an_invalid_request_is_refused", "ci"),
        ("17-a-required-field-of-answers-is-renamed", "every_body_has_the_documented_schema", "smoke"),
    ],
)
def test_a_server_that_stayed_behind_is_found(name: str, rule: str, profile: str, tmp_path: Path) -> None:
    position = next(position for position, revision in enumerate(replay.revisions()) if revision.name == name)
    before, after = replay.revisions()[position - 1 : position + 1]
    with serving(before, tmp_path / "before") as base_url:
        command = [
            str(SCRIPTS / "conformance"),
            "--base-url",
            base_url,
            "--agent-id",
            SERVER.agent_id,
            "-k",
            rule,
            "--profile",
            profile,
        ]
        command += ["--contract", str(after.write(tmp_path / "after")), "--reports", str(tmp_path / "reports")]
        environment = {**os.environ, "RETELL_API_KEY": SERVER.api_key}
        run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert run.returncode == 1, run.stderr
    assert f"✗ {RULES[rule].title}" in run.stdout
