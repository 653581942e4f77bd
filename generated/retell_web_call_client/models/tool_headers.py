from __future__ import annotations

from typing import TypeAlias

ToolHeaders: TypeAlias = dict[str, str]
"""HTTP header names with their values, all strings.

It is a plain dict, and written as one: `{"name": ...}`.

"""
