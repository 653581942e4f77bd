"""Tests of the replayed history of a contract: each suite tells servers of its revision from older ones."""

import itertools
from pathlib import Path

import pytest

from contract_changes import replay
from contract_changes.replay import Revision
from mutants.kill import accusations, kill, on_trial
from mutants.serve import in_process
from retell_conformance.reference_server.app import create_app
from retell_conformance.rules import RULES

pytestmark = pytest.mark.slow

MOST_CHOSEN = 2_000


def revisions_of_requests() -> list[Revision]:
    """Return the revisions that change the operations or the valid requests, and the last.

    Each is a patch on the one before, so changes of the others are in later ones.
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


@pytest.mark.parametrize("revision", revisions_of_requests(), ids=lambda revision: revision.name)
def test_a_server_derived_from_a_revision_conforms_to_it(
    revision: Revision, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONTRACT", str(revision.write(tmp_path)))
    with on_trial(create_app(), in_process, chosen=120, cases=1) as trial:
        accused = accusations(trial)
        served = [each.request for each in trial.run.traffic.exchanges if each.response and each.response.is_success]
    assert {each.rule.id: each.shown[0].got for each in accused} == {}
    assert [
        each.id for each in revision.document.operations if not any(each.takes(it.method, it.url.path) for it in served)
    ] == []


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("05-a-field-of-requests-becomes-required", "an_invalid_request_is_refused"),
        ("08-a-bound-is-narrowed", "an_invalid_request_is_refused"),
        ("17-a-required-field-of-answers-is-renamed", "every_body_has_the_documented_schema"),
    ],
)
def test_a_server_of_the_previous_revision_is_found(
    name: str, rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    position = next(position for position, revision in enumerate(replay.revisions()) if revision.name == name)
    before, after = replay.revisions()[position - 1 : position + 1]
    monkeypatch.setenv("CONTRACT", str(before.write(tmp_path)))
    with on_trial(create_app(), in_process, chosen=MOST_CHOSEN, document=after.document) as trial:
        assert kill(RULES[rule], trial).findings
