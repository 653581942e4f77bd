"""Tests of the layout: each package is imported once, under its own name."""

import sys

from repository import ROOT


def test_no_module_is_imported_by_the_path_of_its_folder() -> None:
    # pytest's importlib mode does that to packages that it cannot find by their own names.
    packages = {
        path.parent.name for root in ("contract_tests", "scripts") for path in (ROOT / root).glob("*/__init__.py")
    }
    twice = [
        name
        for name in sys.modules
        for first, _, rest in [name.partition(".")]
        if first in ("contract_tests", "scripts") and rest.partition(".")[0] in packages
    ]
    assert twice == []
