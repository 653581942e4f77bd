"""The catalogue is complete and in order: every rule has defects that it must find, and every row can be told apart."""

import re
from collections import Counter

import pytest

from mutants.catalogue import DEFECTS, VARIANTS
from mutants.entries import Defect, Variant
from retell_conformance.rules import RULES

ROWS: tuple[Defect | Variant, ...] = (*DEFECTS, *VARIANTS)


def test_there_are_enough_of_both() -> None:
    assert len(DEFECTS) >= 90
    assert len(VARIANTS) >= 14


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_defect_that_it_must_find(rule: str) -> None:
    assert any(defect.rule == rule for defect in DEFECTS)


def test_every_rule_that_is_named_exists() -> None:
    assert {defect.rule for defect in DEFECTS} <= RULES.keys()


def test_every_row_has_an_id_of_its_own_that_reads_well() -> None:
    assert [name for name, rows in Counter(row.id for row in ROWS).items() if rows > 1] == []
    assert [row.id for row in ROWS if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row.id)] == []


def test_every_row_says_what_it_does_in_a_sentence() -> None:
    said = [*(defect.wrong for defect in DEFECTS), *(variant.unlike for variant in VARIANTS)]
    assert [sentence for sentence in said if not re.fullmatch(r"[A-Z].*[^.]\.|[a-z].*[^.]", sentence)] == []
