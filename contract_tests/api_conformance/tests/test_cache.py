"""The cache of generated requests: what takes seconds is made once, also by several processes at a time."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from api_conformance.requests import cache
from openapi_contract.json_data import JsonObject

pytest.importorskip("fcntl", reason="this system has no locks of files: each process makes its own")


def test_of_two_at_a_time_one_makes_a_result_and_the_other_reads_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(cache, "FOLDER", tmp_path)
    both_are_there, made = Barrier(2, timeout=10), []

    def make() -> list[JsonObject]:
        made.append("once")
        time.sleep(0.2)
        return [{"number": 7}]

    def ask(_: int) -> list[JsonObject]:
        both_are_there.wait()
        return cache.cached(["given"], [], make)

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(ask, range(2))) == [[{"number": 7}]] * 2
    assert made == ["once"]


def test_where_nothing_can_be_written_each_makes_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "file")

    assert cache.cached(["given"], [], lambda: [{"number": 7}]) == [{"number": 7}]
