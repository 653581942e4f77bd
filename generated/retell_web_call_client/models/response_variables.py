from __future__ import annotations

from typing import TypeAlias

ResponseVariables: TypeAlias = dict[str, str]
"""Names of dynamic variables with the paths in a result that they are read from.

The type is a plain dict: `{"name": ...}`.

"""
