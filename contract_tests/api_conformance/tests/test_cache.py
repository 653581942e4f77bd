"""Tests of the cache of generated requests: they are generated once, also if several processes need them at a time."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from api_conformance.requests import cache
from openapi_contract.json_data import JsonObject

pytest.importorskip("fcntl", reason="this system has no locks of files: each process makes its own")


def test_two_processes_at_a_time_generate_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
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


def test_without_a_writable_folder_each_process_generates(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "file")

    assert cache.cached(["given"], [], lambda: [{"number": 7}]) == [{"number": 7}]
