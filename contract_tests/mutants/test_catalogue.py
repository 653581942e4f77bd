"""Tests of the catalogue: every check has mutants that it must kill, and every row has its own id."""

import re
from collections import Counter

from mutants.catalogue import CONFORMING, MUTANTS
from mutants.tables import Entry
from retell_conformance.rules import RULES

ROWS: tuple[Entry, ...] = (*MUTANTS, *CONFORMING)


def test_there_are_enough_mutants_and_conforming_servers() -> None:
    assert len(MUTANTS) >= 300
    assert len(CONFORMING) >= 90


def test_every_check_has_a_mutant_that_it_must_kill_and_every_mutant_a_check() -> None:
    assert {mutant.check for mutant in MUTANTS} == RULES.keys()


def test_every_row_has_its_own_id() -> None:
    assert [name for name, rows in Counter(row.id for row in ROWS).items() if rows > 1] == []


def test_every_sentence_begins_with_a_verb_and_has_no_full_stop() -> None:
    assert [row.sentence for row in ROWS if not re.fullmatch(r"[a-z]+s .*[^.]", row.sentence)] == []
