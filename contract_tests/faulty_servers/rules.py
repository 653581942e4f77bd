"""The provider suite's rules, to be judged one at a time and on any server, without a pytest session for each."""

import importlib
import inspect
import itertools
import pkgutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from types import ModuleType
from typing import Any

import pytest
from attrs import frozen

from contract_tests import provider
from contract_tests.provider import conftest
from contract_tests.provider.registration import NotInContract


@frozen
class Rule:
    """A rule: its test, the module that this stands in, and what the test is parametrised with."""

    id: str
    test: Callable[..., None]
    module: ModuleType
    cases: tuple[Mapping[str, Any], ...]

    @property
    def about_every_answer(self) -> bool:
        """Whether it looks at all that was sent, rather than sending something of its own."""
        return self.module.__name__.endswith(".test_every_answer")

    def takes(self, fixture: str) -> bool:
        """Whether its test asks for this fixture, be it by way of another."""
        return fixture in _wanted(self.test, self.module)

    def judge(self, given: Mapping[str, Any], most: int | None = None) -> None:
        """Runs the test with these fixtures, and others made for it. A case that skips itself says nothing.

        Raises `NotInContract` where the whole rule is about something that the contract does not have.
        """
        cases, absent = self.cases[:most], []
        for case in cases:
            try:
                _call(self.test, self.module, {**given, **case})
            except NotInContract as skipped:
                absent.append(skipped)
            except pytest.skip.Exception:
                continue
        if len(absent) == len(cases):
            raise absent[0]


@cache
def all_rules() -> Mapping[str, Rule]:
    """Each rule by its id, in the order of the suite: those about every answer are judged last."""
    names = [name for _, name, _ in pkgutil.iter_modules(provider.__path__) if name.startswith("test_")]
    modules = [importlib.import_module(f"{provider.__name__}.{name}") for name in names]
    found = [
        Rule(name.removeprefix("test_"), test, module, _cases(test))
        for module in modules
        for name, test in vars(module).items()
        # A test beside the rules that has no line to the target is a test of the suite itself.
        if name.startswith("test_") and callable(test) and "traffic" in _wanted(test, module)
    ]
    return {rule.id: rule for rule in sorted(found, key=lambda rule: rule.about_every_answer)}


def fixture_value(name: str, given: Mapping[str, Any], module: ModuleType = conftest) -> Any:
    """The value of a fixture, as pytest would make it from those that are given."""
    if name in given:
        return given[name]
    fixture = _fixture(name, module)
    if fixture is None:
        raise LookupError(f"{module.__name__} asks for {name}, which is no fixture of the suite")
    return _call(fixture, module, given)


def _call(function: Callable[..., Any], module: ModuleType, given: Mapping[str, Any]) -> Any:
    return function(**{name: fixture_value(name, given, module) for name in inspect.signature(function).parameters})


def _fixture(name: str, module: ModuleType) -> Callable[..., Any] | None:
    """The function behind a fixture."""
    for place in (module, conftest):
        candidate = getattr(place, name, None)
        if isinstance(candidate, type(conftest.traffic)):
            function: Callable[..., Any] = inspect.unwrap(candidate)
            return function
    return None


def _wanted(function: Callable[..., Any], module: ModuleType) -> frozenset[str]:
    wanted: set[str] = set()
    pending = [function]
    while pending:
        names = set(inspect.signature(pending.pop()).parameters) - wanted
        wanted |= names
        pending += [fixture for name in names if (fixture := _fixture(name, module)) is not None]
    return frozenset(wanted)


def _cases(test: Callable[..., None]) -> tuple[Mapping[str, Any], ...]:
    """What `pytest.mark.parametrize` gives to the test; each combination, where it is used more than once."""
    marks = [mark for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
    return tuple(
        {name: value for part in combination for name, value in part.items()}
        for combination in itertools.product(*(_rows(*mark.args[:2]) for mark in marks))
    )


def _rows(names: str | tuple[str, ...], values: Iterable[Any]) -> list[Mapping[str, Any]]:
    split = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    return [dict(zip(split, _row(value, len(split)), strict=True)) for value in values]


def _row(value: Any, length: int) -> Sequence[Any]:
    if isinstance(value, type(pytest.param())):
        return value.values
    return value if length > 1 else (value,)
