from __future__ import annotations

from typing import TypeAlias

ToolHeaders: TypeAlias = dict[str, str]
"""HTTP header names with their values, all strings.

The type is a plain dict: `{"name": ...}`.

"""
