"""Tests of recorded files of any size: words need little memory, and violations on disk keep their order."""

from contextlib import ExitStack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api_conformance.judge import Mismatch
from api_conformance.recorded import broken_responses, progress
from api_conformance.recorded.broken_responses import BrokenResponses, Mistake
from api_conformance.recorded.compact_words import CompactWords
from api_conformance.secrets import Secrets


@given(st.sets(st.text()), st.sets(st.text()))
def test_a_compact_set_has_the_words_that_were_added_and_no_others(added: set[str], others: set[str]) -> None:
    words = CompactWords()
    words |= added
    words |= added

    assert len(words) == len(added)
    assert all(each in words for each in added)
    assert not any(each in words for each in others - added)


def test_a_compact_set_grows() -> None:
    words = CompactWords()
    words |= {str(number) for number in range(20_000)}

    assert len(words) == 20_000
    assert all(str(number) in words for number in range(20_000))
    assert "20000" not in words


def test_secrets_in_a_compact_set_are_masked() -> None:
    secrets = Secrets(CompactWords)
    for number in range(200):
        secrets.add(f"secret-token-{number:03}")

    assert secrets.mask("got secret-token-007, and harmless-word") == "got ***, and harmless-word"


@pytest.mark.parametrize("most", [0, 3, 100], ids=["all-on-disk", "some-on-disk", "none-on-disk"])
def test_violations_are_listed_in_the_order_of_the_file(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broken_responses, "MOST_VIOLATIONS", most)
    added = [(n, Mistake("create", 201, (Mismatch("schema", "an integer", f"got {n % 7}"),))) for n in range(1, 50)]
    with ExitStack() as open_files:
        broken = BrokenResponses(open_files)
        for number, mistake in added:
            broken.add(number, mistake)

        assert [*broken] == added == [*broken]
        assert (broken.bodies, broken.violations) == (49, 49)
        assert len(broken.mistakes) == min(most, 7)


def test_a_log_shows_the_progress_of_a_large_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with progress.bar("a.har", 100_000_000) as show:
        assert show is not None
        show(1_000_000)
        monkeypatch.setattr(progress, "SECONDS_BETWEEN_LINES", 0)
        show(40_000_000)

    assert capsys.readouterr().err == "a.har: 40 of 100 MB\n"
